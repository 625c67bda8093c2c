import type { BrowserContext } from '@playwright/test';
import { baseURL } from '../settings';

/** Everything that went wrong in a browser and that nobody would see: errors on the console, refused by the policy, failed requests. */
export class Watch {
  private readonly seen: string[] = [];
  private readonly expected: RegExp[] = [];

  /** What a test provokes on purpose, such as the status 404 of a page that does not exist. */
  expect(trouble: RegExp) {
    this.expected.push(trouble);
  }

  get unexpected(): string[] {
    return this.seen.filter((trouble) => !this.expected.some((pattern) => pattern.test(trouble)));
  }

  /** Watches all pages of a context. `scripted` says whether it runs scripts. */
  async over(context: BrowserContext, scripted: boolean) {
    // A violation of the content security policy in report-only mode would not be an error of the console.
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`content security policy: ${event.effectiveDirective} refuses ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`);
      });
    });
    context.on('console', (message) => {
      const { url } = message.location();
      // The sandbox's pages are no part of the shop.
      if (message.type() === 'error' && (!url || url.startsWith(`${baseURL}/`))) this.seen.push(`console: ${message.text()} ${url}`);
    });
    context.on('weberror', (thrown) => {
      const error = thrown.error();
      // What is thrown without having been an `Error` has an empty stack.
      this.seen.push(`error: ${error.stack || `${error.name}: ${error.message}`}`);
    });
    context.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? '';
      // A page that is left gives up what it was still loading, and a browser without scripts refuses to load any.
      const given = reason === 'net::ERR_ABORTED' || (!scripted && request.resourceType() === 'script');
      if (request.url().startsWith(`${baseURL}/`) && !given) this.seen.push(`request: ${reason} ${request.url()}`);
    });
    context.on('response', (response) => {
      if (response.status() >= 400 && response.url().startsWith(`${baseURL}/`)) this.seen.push(`status ${response.status()}: ${response.url()}`);
    });
  }
}
