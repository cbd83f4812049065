import { appendFileSync, existsSync, renameSync, statSync } from "node:fs";

const LIMIT_BYTES = 10_000_000;

/** Appends lines; one older file of the same size is kept beside it. `TOCSIN_LOG=1` shows the lines as well. */
export function openLog(path: string): (line: string) => void {
	let size = existsSync(path) ? statSync(path).size : 0;
	return (line) => {
		if (process.env.TOCSIN_LOG) console.log(line);
		if (size > LIMIT_BYTES) {
			renameSync(path, `${path}.old`);
			size = 0;
		}
		const text = `${line}\n`;
		appendFileSync(path, text, { mode: 0o600 });
		size += text.length;
	};
}
