import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

/** The shop's program; its settings are in this process's environment. Empty where the shop under test was started by hand. */
const program = process.env.ASTRIS_E2E_PROGRAM ?? '';

export const canOperate = program !== '';

async function astris(...words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, words, { cwd: dirname(program) });
  return stdout;
}

/** What staff do with a paid order: everything that is left goes to the carrier, and the buyer gets a mail. */
export async function ship(order: string, tracking: { carrier: string; number: string }) {
  return astris('ship', order, '--carrier', tracking.carrier, '--tracking', tracking.number);
}

/** Invites somebody to the staff. */
export async function invite(email: string, role: string, language: string) {
  await astris('staff', 'invite', email, '--role', role, '--language', language);
}

/** The path of a link that makes the first administrator; none when there is one. */
export async function firstLink(): Promise<string | undefined> {
  return /\/[a-z]{2}\/account\/first-admin\/[\w-]+/.exec(await astris('staff', 'first-link'))?.[0];
}

/** Ten minutes go by for somebody: what they have proved counts no more. Told to the database, whose clock it is that counts. */
export async function proofsGrowOld(email: string) {
  const words = 'update accounts_sessions set stepped_up_until = now() from accounts where accounts.id = account_id and ended_at is null and email = ';
  await promisify(execFile)('psql', ['--quiet', '--no-psqlrc', '--set=ON_ERROR_STOP=1', '--command', `${words}'${email}'`, process.env.DATABASE_URL ?? '']);
}
