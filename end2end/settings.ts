import process from 'node:process';
import type { LaunchOptions } from '@playwright/test';

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the browser tests with \`cargo xtask test --only browser\`.`);
  return value.replace(/\/$/, '');
}

/** Where the shop under test is, without a slash at the end. */
export const baseURL = required('ASTRIS_E2E_BASE_URL');

/** Where the stand-ins for Mollie and Resend are, without a slash at the end. */
export const sandboxURL = required('ASTRIS_E2E_SANDBOX_URL');

/** The system's Chromium, so that no browser is downloaded, without what would reach out to the network by itself. */
export const launchOptions: LaunchOptions = {
  executablePath: process.env.ASTRIS_CHROMIUM || '/usr/bin/chromium-headless-shell',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };
