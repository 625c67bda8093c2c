import { expect, type APIRequestContext } from '@playwright/test';
import { sandboxURL } from '../settings';

/** A mail that the shop has handed to its provider. */
export interface Mail {
  id: string;
  to: string[];
  subject: string;
  html: string | null;
  text: string | null;
  attachments: string[];
}

/** A payment as the provider knows it; the amount counts rappen. */
export interface Payment {
  id: string;
  status: string;
  amount: { minor: number; currency: string };
  description: string;
  locale: string | null;
}

/** The stand-ins for Mollie and Resend, asked over their remote control. */
export class Sandbox {
  constructor(private readonly request: APIRequestContext) {}

  /** The mails to an address, newest first. */
  async mailsTo(address: string): Promise<Mail[]> {
    return this.get(`mails?to=${encodeURIComponent(address)}`);
  }

  /** Waits for the one mail to an address: the background task sends it a moment after the payment. */
  async mailTo(address: string): Promise<Mail> {
    await expect.poll(async () => (await this.mailsTo(address)).length, { message: `a mail to ${address}`, timeout: 30_000 }).toBe(1);
    return (await this.mailsTo(address))[0];
  }

  /** The payments of an order, newest first. Mollie's description of a payment is the order's number. */
  async paymentsOf(order: string): Promise<Payment[]> {
    return (await this.get<Payment[]>('payments')).filter((payment) => payment.description === order);
  }

  /** Puts a payment into a status, as the buyer or the bank would, and calls the shop's webhook. */
  async setStatus(payment: string, status: string) {
    await this.post(`payments/${payment}/status`, { status });
  }

  /** Turns knobs such as `{ mollie_status: 503 }`; they stay until they are switched off. */
  async faults(knobs: Record<string, number | { value: number; times: number }>) {
    const response = await this.request.post(`${sandboxURL}/faults`, { data: knobs });
    expect(response, 'faults').toBeOK();
  }

  async noFaults() {
    await this.faults({ reset: 1 });
  }

  private async get<T>(path: string): Promise<T> {
    const response = await this.request.get(`${sandboxURL}/control/${path}`);
    expect(response, path).toBeOK();
    return response.json();
  }

  private async post(path: string, data: unknown) {
    const response = await this.request.post(`${sandboxURL}/control/${path}`, { data });
    expect(response, path).toBeOK();
  }
}
