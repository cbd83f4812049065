import { createServer } from "node:net";

/** Whether this machine's loopback lets us listen there now. */
export function portIsFree(port: number): Promise<boolean> {
	return new Promise((answer) => {
		const server = createServer();
		server.once("error", () => answer(false));
		server.listen(port, "127.0.0.1", () => server.close(() => answer(true)));
	});
}
