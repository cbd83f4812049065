import { createServer } from "node:net";

/** Something that a person must settle: told without a stack. */
export class Unable extends Error {}

/** Whether this machine's loopback lets us listen there now. */
export function portIsFree(port: number): Promise<boolean> {
	return new Promise((answer) => {
		const server = createServer();
		server.once("error", () => answer(false));
		server.listen(port, "127.0.0.1", () => server.close(() => answer(true)));
	});
}

/** `way` says what to do about it. */
export async function insistOnFree(port: number, way: string): Promise<void> {
	if (!(await portIsFree(port))) throw new Unable(`port ${port} is taken by another program. ${way}`);
}
