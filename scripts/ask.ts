import { get } from "node:http";

export interface Asked {
	status: number;
	text: string;
}

/** A GET of this machine's own instance, whole. By `node:http`: to load `fetch` takes 9 MiB for as long as a process lives. */
export function ask(url: string, timeoutMs: number): Promise<Asked> {
	return new Promise((resolve, reject) => {
		const signal = AbortSignal.timeout(timeoutMs);
		const request = get(url, { agent: false, signal }, (answer) => {
			let text = "";
			answer.setEncoding("utf8");
			answer.on("data", (chunk: string) => {
				text += chunk;
			});
			answer.once("error", reject);
			answer.once("end", () => resolve({ status: answer.statusCode ?? 0, text }));
		});
		request.once("error", reject);
	});
}
