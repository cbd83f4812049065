/** The way in for jobs that report: authenticated and stored by the Watch of the heartbeat, so it works without D1. */
import { Hono } from "hono";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { readSome } from "../../platform/http/body.ts";
import { problem } from "../../platform/http/problems.ts";
import { overLimit } from "../../platform/http/rate-limit.ts";
import { log } from "../../platform/log.ts";
import { mayExist } from "../../platform/may-exist.ts";
import { onceMore } from "../../platform/once-more.ts";
import { watchOf } from "../../platform/stubs.ts";
import { type Beat, MAX_BEAT_TEXT } from "../rules/heartbeat.ts";
import { parseHeartbeatKey } from "./heartbeat-key.ts";

/** A job that reports ten times a second is in a loop. */
const BEATS_PER_MINUTE = 600;

const DOORS: Record<string, Beat["kind"]> = { "": "success", "/start": "start", "/fail": "fail" };

export const heartbeatRoutes = new Hono<AppEnv>();

for (const [door, kind] of Object.entries(DOORS)) {
	for (const slash of ["", "/"]) {
		const path = `/heartbeat/:key${door}${slash}`;
		heartbeatRoutes.on(["GET", "POST"], path, (c) => hear(c, kind));
		heartbeatRoutes.all(path, (c) =>
			problem(c, "method-not-allowed", "Report in with GET, POST or HEAD.", {
				headers: { allow: "GET, HEAD, POST" },
			}),
		);
	}
}

/** The platform's own record of a request has its URL, and so the key: it is switched off, and a line of ours stands for it. */
async function hear(c: AppContext, kind: Beat["kind"]): Promise<Response> {
	const key = parseHeartbeatKey(c.req.param("key") ?? "");
	if (!key) return unknownKey(c);
	const { monitorId, slice, keyHash } = key;
	const now = Date.now();
	if (overLimit(`heartbeat ${keyHash}`, now, BEATS_PER_MINUTE)) {
		const headers = { "retry-after": "60" };
		return problem(c, "unavailable", `A job can report ${BEATS_PER_MINUTE} times a minute.`, { headers });
	}
	const beat: Beat = { kind, text: kind === "fail" ? await textOf(c) : "" };
	const isKnown =
		(await mayExist(c.env, "monitor", monitorId)) &&
		(await onceMore(() => watchOf(c.env, slice).hearBeat({ monitorId, keyHash }, beat)));
	log("heartbeat.heard", { requestId: c.get("requestId"), monitorId, kind, isKnown });
	return isKnown ? c.text("OK\n", 200, { "cache-control": "no-store" }) : unknownKey(c);
}

/** What a job says when it fails: a person reads it as evidence, so it is text, and short. */
async function textOf(c: AppContext): Promise<string> {
	const bytes = await readSome(c.req.raw, MAX_BEAT_TEXT);
	return new TextDecoder().decode(bytes).replaceAll("\u0000", "").trim().slice(0, MAX_BEAT_TEXT);
}

const unknownKey = (c: AppContext): Response => problem(c, "not-found", "No heartbeat has this key.");
