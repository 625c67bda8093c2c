import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

/** The shop's program; its settings are in this process's environment. Empty where the shop under test was started by hand. */
const program = process.env.ASTRIS_E2E_PROGRAM ?? '';

export const canInvite = program !== '';

async function staff(...words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, ['staff', ...words], { cwd: dirname(program) });
  return stdout;
}

/** Invites somebody, as the operator does. */
export async function invite(email: string, role: string, language: string) {
  await staff('invite', email, '--role', role, '--language', language);
}

/** The path of a link that makes the first administrator; none when there is one. */
export async function firstLink(): Promise<string | undefined> {
  return /\/[a-z]{2}\/account\/first-admin\/[\w-]+/.exec(await staff('first-link'))?.[0];
}
