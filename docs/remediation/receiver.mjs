/**
 * A receiver of Tocsin's remediations. Copy this file and recipes.mjs to the machine that may act, then:
 *
 *   npm install standardwebhooks
 *   SECRET=whsec_… RECIPE=restart-container CONTAINER=shop node receiver.mjs
 *
 * It listens on PORT (8085) of HOST (127.0.0.1): put it behind HTTPS. It trusts nobody without a valid signature, does
 * each run once however often it is told, and does one thing at a time.
 */
import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";
import { RECIPES } from "./recipes.mjs";

const MAX_BODY_BYTES = 65_536;
/** Tocsin asks again within minutes, and the signature's time stamp is refused after five. */
const REMEMBERED_MS = 3_600_000;

const { SECRET = "", RECIPE = "", PORT = "8085", HOST = "127.0.0.1" } = process.env;
const recipe = RECIPES[RECIPE];
if (!recipe) throw new Error(`RECIPE must be one of: ${Object.keys(RECIPES).join(", ")}`);
const missing = recipe.needs.filter((name) => !process.env[name]);
if (missing.length > 0) throw new Error(`${RECIPE} needs: ${missing.join(", ")}`);
const webhook = new Webhook(SECRET);

/** What became of each run: a promise, so that a second request waits for the first and gets its answer. */
const runs = new Map();
/** One thing at a time. */
let last = Promise.resolve();

createServer(async (request, response) => {
	const { status, answer } = await take(request).catch((error) => failed(500, error));
	response.writeHead(status, { "content-type": "application/json" });
	response.end(JSON.stringify(answer));
}).listen(Number(PORT), HOST, () => console.log(`listening on ${HOST}:${PORT} for ${RECIPE}`));

async function take(request) {
	const body = await read(request);
	if (body === null) return failed(413, "too long");
	let message;
	try {
		message = webhook.verify(body, request.headers);
	} catch {
		return failed(401, "the signature is not valid");
	}
	if (message.data.dryRun) return done(`would ${recipe.words(process.env)}`);
	const id = request.headers["webhook-id"];
	if (!runs.has(id)) runs.set(id, start());
	setTimeout(() => runs.delete(id), REMEMBERED_MS).unref();
	return runs.get(id);
}

function start() {
	const run = last.then(() => recipe.run(process.env)).then(done, (error) => failed(200, error));
	last = run;
	return run;
}

/** 200 with a failure: Tocsin does not ask again. */
function failed(status, error) {
	const message = error instanceof Error ? error.message : String(error);
	console.log(`failed: ${message}`);
	return { status, answer: { result: "failed", message } };
}

function done(message) {
	console.log(message);
	return { status: 200, answer: { result: "succeeded", message } };
}

async function read(request) {
	const parts = [];
	let length = 0;
	for await (const part of request) {
		length += part.length;
		if (length > MAX_BODY_BYTES) return null;
		parts.push(part);
	}
	return Buffer.concat(parts).toString("utf8");
}
