import { defineConfig } from '@playwright/test';
import { baseURL, desktop, launchOptions } from './settings';

// Measurements of the backoffice over a large shop: `cargo xtask bench backoffice`.
export default defineConfig({
  testDir: 'bench',
  outputDir: 'test-results/bench',
  workers: 1,
  timeout: 600_000,
  expect: { timeout: 300_000 },
  reporter: 'list',
  // The screens first: over the shop as `cargo xtask seed --large` makes it, without what the import brings.
  projects: [
    { name: 'screens', testMatch: 'screens.spec.ts' },
    { name: 'import', testMatch: 'import.spec.ts', dependencies: ['screens'] },
  ],
  use: { baseURL, launchOptions, locale: 'de-CH', timezoneId: 'Europe/Zurich', viewport: desktop, navigationTimeout: 60_000 },
});
