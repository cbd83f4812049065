/** The app with its gallery, built as it ships and served under the policy that it ships with, without an instance. */
import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { extname, join } from "node:path";
import { APP_POLICY } from "../worker/status/app-policy.ts";
import { buildGallery } from "./build.ts";

const TYPES: Record<string, string> = {
	".html": "text/html; charset=utf-8",
	".js": "text/javascript",
	".css": "text/css",
	".svg": "image/svg+xml",
	".png": "image/png",
	".json": "application/json",
	".webmanifest": "application/manifest+json",
};

export interface AppSite {
	/** `http://localhost:PORT`. */
	origin: string;
	stop(): Promise<void>;
}

/** Served at a port of the system's choice. */
export async function startAppSite(): Promise<AppSite> {
	const folder = await buildGallery();
	const server = createServer((request, answer) => {
		const { pathname } = new URL(request.url ?? "/", "http://localhost");
		const file = join(folder, pathname);
		const isFile = extname(pathname) !== "" && file.startsWith(folder) && existsSync(file);
		if (!isFile && extname(pathname) !== "") return void answer.writeHead(404).end();
		const path = isFile ? file : join(folder, "app/index.html");
		const type = TYPES[extname(path)] ?? "application/octet-stream";
		// As it ships: a name that carries its hash is kept for ever.
		const keep = pathname.startsWith("/app/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
		answer
			.writeHead(200, {
				"content-type": type,
				"content-security-policy": APP_POLICY,
				"cache-control": keep,
			})
			.end(readFileSync(path));
	});
	const port = await listening(server);
	return {
		origin: `http://localhost:${port}`,
		stop: () => {
			server.closeAllConnections();
			return new Promise((done) => server.close(() => done()));
		},
	};
}

function listening(server: Server): Promise<number> {
	return new Promise((done) => {
		server.listen(0, "localhost", () => {
			const address = server.address();
			done(typeof address === "object" && address ? address.port : 0);
		});
	});
}
