import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

/** The shop's program; its settings are in this process's environment. Empty where the shop under test was started by hand. */
const program = process.env.ASTRIS_E2E_PROGRAM ?? '';

export const canShip = program !== '';

/** What staff do with a paid order: everything that is left goes to the carrier, and the buyer gets a mail. */
export async function ship(order: string, tracking: { carrier: string; number: string }) {
  const { stdout } = await promisify(execFile)(program, ['ship', order, '--carrier', tracking.carrier, '--tracking', tracking.number], { cwd: dirname(program) });
  return stdout;
}
