/** The way in for other tools' alerts: authenticated and stored by the service's Desk, so it works without D1. */
import { Hono } from "hono";
import type { Alert, IntegrationKind } from "../../incidents/rules/alert.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { readAtMost } from "../../platform/http/body.ts";
import { invalid, problem } from "../../platform/http/problems.ts";
import { log } from "../../platform/log.ts";
import { deskOf } from "../../platform/stubs.ts";
import { parseIntegrationKey } from "../integrations/integration-key.ts";
import type { AlertOutcome } from "../rpc.ts";
import { readGroup } from "./alertmanager/reader.ts";
import { readEvent } from "./events-v2/reader.ts";
import { readGeneric } from "./generic/reader.ts";
import { mayExist } from "./known-service.ts";
import { hashed } from "./plain.ts";

const KB = 1_024;
const MAX_BYTES = 512 * KB;
const MAX_GROUP_BYTES = 1_024 * KB;

export const inboundRoutes = new Hono<AppEnv>();

for (const slash of ["", "/"]) {
	inboundRoutes.post(`/v2/enqueue${slash}`, enqueue);
	inboundRoutes.post(`/inbound/alertmanager/:key${slash}`, alertmanager);
	inboundRoutes.post(`/inbound/generic/:key${slash}`, generic);
	for (const path of ["/v2/enqueue", "/inbound/alertmanager/:key", "/inbound/generic/:key"])
		inboundRoutes.all(`${path}${slash}`, (c) =>
			problem(c, "method-not-allowed", "alerts are sent by POST", { headers: { allow: "POST" } }),
		);
}
inboundRoutes.all("/inbound/*", (c) => problem(c, "not-found", "there is no such way in"));

async function enqueue(c: AppContext): Promise<Response> {
	const body = await readBody(c, MAX_BYTES);
	if (!body.ok)
		return body.status === 413 ? tooLarge(c, MAX_BYTES) : invalidEvent(c, ["The body is not JSON"]);
	const event = readEvent(body.value, () => madeKey(c));
	if (!event.ok) return invalidEvent(c, event.errors);
	const taken = await ingest(c, event.routingKey, "events-v2", [event.alert]);
	if (!taken.ok) return taken.busy ?? invalidEvent(c, ["'routing_key' is not the key of an integration"]);
	return c.json({ status: "success", message: "Event processed", dedup_key: event.alert.dedupKey }, 202);
}

async function alertmanager(c: AppContext): Promise<Response> {
	const refuse = (answer: Response) => ifKeyIsKnown(c, "alertmanager", answer);
	const body = await readBody(c, MAX_GROUP_BYTES);
	if (!body.ok) return refuse(body.status === 413 ? tooLarge(c, MAX_GROUP_BYTES) : notJson(c));
	const group = readGroup(body.value);
	if (!group.ok) return refuse(problem(c, "malformed-json", group.reason));
	const taken = await ingest(c, keyIn(c), "alertmanager", group.alerts);
	if (!taken.ok) return taken.busy ?? unknownKey(c);
	const byMember = new Map(group.alerts.map((alert, i) => [alert.memberKey, taken.outcomes[i]]));
	const results = group.members.map((fingerprint) => {
		const outcome = fingerprint === null ? undefined : byMember.get(fingerprint);
		return { fingerprint, status: "ignored", incidentId: null, ...outcome };
	});
	return c.json({ status: "accepted", results }, 202);
}

async function generic(c: AppContext): Promise<Response> {
	const refuse = (answer: Response) => ifKeyIsKnown(c, "generic", answer);
	const body = await readBody(c, MAX_BYTES);
	if (!body.ok) return refuse(body.status === 413 ? tooLarge(c, MAX_BYTES) : notJson(c));
	const reading = readGeneric(body.value);
	if (!reading.ok) return refuse(invalid(c, reading.errors));
	const taken = await ingest(c, keyIn(c), "generic", [reading.alert]);
	if (!taken.ok) return taken.busy ?? unknownKey(c);
	return c.json({ dedupKey: reading.alert.dedupKey, incidentId: null, ...taken.outcomes[0] }, 202);
}

const keyIn = (c: AppContext): string => c.req.param("key") ?? "";

/** Who sends comes before what was sent: whoever has no key here is told that, and nothing of their body. */
async function ifKeyIsKnown(c: AppContext, accepts: IntegrationKind, answer: Response): Promise<Response> {
	const asked = await ingest(c, keyIn(c), accepts, []);
	return asked.ok ? answer : (asked.busy ?? unknownKey(c));
}

type Ingested = { ok: true; outcomes: AlertOutcome[] } | { ok: false; busy: Response | null };

/** Hands alerts to the key's Desk. Not ok without `busy`: nobody has this key. */
async function ingest(
	c: AppContext,
	key: string,
	accepts: IntegrationKind,
	alerts: Alert[],
): Promise<Ingested> {
	const parsed = parseIntegrationKey(key);
	if (!parsed || !(await mayExist(c.env, parsed.serviceId))) return { ok: false, busy: null };
	try {
		const answer = await onceMore(() =>
			deskOf(c.env, parsed.serviceId).ingest({
				...parsed,
				accepts: [accepts],
				alerts,
				receivedAt: Date.now(),
			}),
		);
		if (answer.ok) return { ok: true, outcomes: answer.value };
		const busy = answer.refusal.code === "unauthenticated" ? null : busyUntil(c, secondsToNextMinute());
		return { ok: false, busy };
	} catch (error) {
		log("inbound.busy", { serviceId: parsed.serviceId, error });
		return { ok: false, busy: busyUntil(c, 5) };
	}
}

/**
 * A call that was lost may have been carried out: the Desk knows the same alert by its key, so it is safe to ask
 * again – once, and never an object that is overloaded.
 */
async function onceMore<T>(call: () => Promise<T>): Promise<T> {
	try {
		return await call();
	} catch (error) {
		const { retryable, overloaded } = { retryable: false, overloaded: false, ...Object(error) };
		if (!retryable || overloaded) throw error;
		return call();
	}
}

/** 503 and never 429: senders such as Alertmanager give up on a 4xx. */
function busyUntil(c: AppContext, seconds: number): Response {
	const headers = { "retry-after": String(seconds) };
	return problem(c, "unavailable", "Too busy to accept alerts right now: send this again", { headers });
}

function secondsToNextMinute(): number {
	return 60 - Math.floor((Date.now() / 1_000) % 60);
}

/** A retry with the same `Idempotency-Key` gets the same deduplication key, and with it the same incident. */
function madeKey(c: AppContext): string {
	const given = c.req.header("idempotency-key");
	return given ? hashed(`idempotency-key:${given}`).slice(0, 32) : crypto.randomUUID().replaceAll("-", "");
}

type Body = { ok: true; value: unknown } | { ok: false; status: 400 | 413 };

/** Whatever the content type says: `curl -d` calls JSON a form. */
async function readBody(c: AppContext, maxBytes: number): Promise<Body> {
	const bytes = await readAtMost(c.req.raw, maxBytes);
	if (bytes === null) return { ok: false, status: 413 };
	try {
		const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
		return { ok: true, value };
	} catch {
		return { ok: false, status: 400 };
	}
}

function invalidEvent(c: AppContext, errors: string[]): Response {
	return c.json({ status: "invalid event", message: "Event object is invalid", errors }, 400);
}

function tooLarge(c: AppContext, maxBytes: number): Response {
	return problem(c, "too-large", `an alert may have at most ${maxBytes / KB} KB`);
}

function notJson(c: AppContext): Response {
	return problem(c, "malformed-json", "the body is not JSON");
}

function unknownKey(c: AppContext): Response {
	return problem(c, "unauthenticated", "no integration of this kind has this key");
}
