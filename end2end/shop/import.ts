import { expect, type Locator, type Page } from '@playwright/test';
import type { Colleague } from './colleague';

/** The import that somebody is working on, from its file to its end. */
export class Import {
  constructor(
    private readonly page: Page,
    private readonly colleague: Colleague,
    private readonly scripted: boolean,
  ) {}

  get screen(): Locator {
    return this.page.getByTestId('import');
  }

  /** Chooses a file and sends it. */
  async send(name: string, content: Buffer) {
    await this.page.goto('/backoffice/imports');
    await this.page.locator('#file').setInputFiles({ name, mimeType: 'text/csv', buffer: content });
    await this.page.getByTestId('upload').locator('button').click();
  }

  /** Sends a file that can be read; then its columns are asked for. */
  async bring(name: string, content: string) {
    await this.send(`${name}.csv`, Buffer.from(content));
    await expect(this.screen).toHaveAttribute('data-state', 'mapping');
  }

  /** Lets the file be looked at, with the columns as they are chosen. */
  async check() {
    await this.page.getByTestId('columns').getByRole('button', { name: this.colleague.label('imports.check') }).click();
    await this.expectState('checked');
  }

  async apply() {
    await this.page.getByTestId('apply').getByRole('button').click();
    await this.expectState('applied');
  }

  async takeBack() {
    await this.page.getByTestId('undo').getByRole('button').click();
    await this.expectState('undone');
  }

  /** Without scripts the page is loaded anew until the background task has done its work. */
  private async expectState(state: string) {
    await expect(async () => {
      if (!this.scripted) await this.page.reload();
      await expect(this.screen).toHaveAttribute('data-state', state, { timeout: 2_000 });
    }).toPass();
  }
}
