import { defineConfig } from '@playwright/test';
import { baseURL, launchOptions } from './settings';

// The pictures of the README: `cargo xtask screenshots`.
export default defineConfig({
  testDir: 'screenshots',
  outputDir: 'test-results/screenshots',
  workers: 1,
  timeout: 90_000,
  reporter: 'list',
  use: { baseURL, launchOptions, locale: 'en-GB', timezoneId: 'Europe/Zurich', reducedMotion: 'reduce' },
});
