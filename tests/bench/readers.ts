import { Agent, get } from "node:http";
import { preciseNow } from "../support/wait.ts";

/** People who look at the status page: each asks once a second, over a connection that stays open. */
export function readAtRate(port: number, readers: number): { stop(): Promise<{ perSecond: number }> } {
	const agent = new Agent({ keepAlive: true, maxSockets: readers });
	const begun = preciseNow();
	let answers = 0;
	const headers = { "accept-encoding": "gzip" };
	const read = () => {
		get({ host: "127.0.0.1", port, path: "/", agent, headers }, (answer) => {
			answer.resume();
			answer.once("end", () => {
				if (answer.statusCode === 200) answers++;
			});
		}).once("error", () => {});
	};
	const waiting = Array.from({ length: readers }, (_, n) => setTimeout(begin, (n * 1_000) / readers));
	const reading: NodeJS.Timeout[] = [];
	function begin(): void {
		read();
		reading.push(setInterval(read, 1_000));
	}
	return {
		async stop() {
			for (const timer of [...waiting, ...reading]) clearTimeout(timer);
			agent.destroy();
			return { perSecond: (answers * 1_000) / (preciseNow() - begun) };
		},
	};
}
