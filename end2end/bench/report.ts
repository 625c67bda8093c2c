import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';

const file = process.env.ASTRIS_BENCH_REPORT ?? '';
const server = process.env.ASTRIS_BENCH_SERVER ?? '';

/** Whether `cargo xtask bench backoffice` started this: it says where the figures go, and which process is the server. */
export const canReport = file !== '' && server !== '';

/** A line of what is printed in the end. */
export function say(line = '') {
  appendFileSync(file, `${line}\n`);
}

/** The middle of some figures. */
export function median(figures: number[]): number {
  return [...figures].sort((one, other) => one - other)[Math.floor(figures.length / 2)] ?? 0;
}

/** Has the system count the server's largest memory from now on. */
export function forgetPeak() {
  writeFileSync(`/proc/${server}/clear_refs`, '5');
}

/** The server's memory in MiB: what it holds, and the most since [`forgetPeak`]. */
export function memory(): { held: number; peak: number } {
  const status = readFileSync(`/proc/${server}/status`, 'utf8');
  const mebibytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? NaN) / 1_024;
  return { held: mebibytes('VmRSS'), peak: mebibytes('VmHWM') };
}
