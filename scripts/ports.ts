import { createServer } from "node:net";
import { Unable } from "./unable.ts";

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
