/**
 * A push service on loopback that stands where Google, Mozilla and Apple would: it makes subscriptions, decrypts what
 * arrives as the phone would, verifies the VAPID token, and can misbehave per endpoint as real ones do.
 */
import type { IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { decryptPush } from "../../scripts/demo/push/decrypt.ts";
import { type PushPayload, readPayload } from "../../scripts/demo/push/payload.ts";
import {
	makeSubscriptionKeys,
	type PushSubscriptionJson,
	type SubscriptionKeys,
	subscriptionJson,
} from "../../scripts/demo/push/subscription.ts";
import { type VapidVerdict, verifyVapid } from "../../scripts/demo/push/vapid.ts";
import { serveLoopback } from "./loopback.ts";
import { answerPush, type PushMode, reachesPhone } from "./push-modes.ts";
import { preciseNow } from "./wait.ts";

export type { PushMode } from "./push-modes.ts";

/** One push request as it came over the wire. */
export interface PushRecord {
	/** When the request's head arrived, epoch ms with fractions. */
	at: number;
	endpoint: string;
	ttl: number | null;
	urgency: string | null;
	topic: string | null;
	contentEncoding: string | null;
	headers: Record<string, string>;
	vapid: VapidVerdict;
	/** Null when it could not be decrypted or read; `error` then says why. */
	payload: PushPayload | null;
	plaintextBytes: number;
	error: string | null;
	/** The mode it met. */
	mode: PushMode;
	/** True when a phone would now show it. */
	delivered: boolean;
}

export interface Subscription {
	name: string;
	endpoint: string;
	json: PushSubscriptionJson;
	/** Every later request meets this mode; with `times` only so many, then `accept` again. */
	be(mode: PushMode, times?: number): void;
	records(): PushRecord[];
}

export interface PushService {
	/** For EGRESS_ALLOW. */
	hostPort: string;
	origin: string;
	records: PushRecord[];
	subscribe(name: string): Subscription;
	/** Called for every request before it is answered; an answer given while it waits is held back. */
	onPush(hook: Hook): () => void;
	/** The first record, earlier or later, that fits; rejects after `timeoutMs` with what did arrive. */
	waitFor(fits: (record: PushRecord) => boolean, timeoutMs?: number): Promise<PushRecord>;
	close(): Promise<void>;
}

type Hook = (record: PushRecord) => void | Promise<void>;

interface Seat {
	name: string;
	endpoint: string;
	keys: SubscriptionKeys;
	mode: PushMode;
	timesLeft: number;
}

export async function startPushService(): Promise<PushService> {
	const seats = new Map<string, Seat>();
	const records: PushRecord[] = [];
	const hooks = new Set<Hook>();
	const server = await serveLoopback(async (request, response) => {
		const at = preciseNow();
		const seat = seats.get(request.url ?? "");
		if (!seat) return void response.writeHead(404).end();
		const record = await readPush(request, seat, origin, at);
		records.push(record);
		for (const hook of [...hooks]) await hook(record);
		answerPush(record.mode, request, response);
	});
	const origin = `http://${server.hostPort}`;
	return {
		hostPort: server.hostPort,
		origin,
		records,
		subscribe(name) {
			const path = `/push/${name.toLowerCase()}-${seats.size + 1}`;
			const seat: Seat = {
				name,
				endpoint: origin + path,
				keys: makeSubscriptionKeys(),
				mode: "accept",
				timesLeft: 0,
			};
			seats.set(path, seat);
			return subscriptionOf(seat, records);
		},
		onPush(hook) {
			hooks.add(hook);
			return () => void hooks.delete(hook);
		},
		waitFor: (fits, timeoutMs = 20_000) => firstFit(records, hooks, fits, timeoutMs),
		close: server.close,
	};
}

function subscriptionOf(seat: Seat, records: PushRecord[]): Subscription {
	const { name, endpoint, keys } = seat;
	return {
		name,
		endpoint,
		json: subscriptionJson(endpoint, keys),
		be: (mode, times = Number.POSITIVE_INFINITY) => void Object.assign(seat, { mode, timesLeft: times }),
		records: () => records.filter((record) => record.endpoint === endpoint),
	};
}

async function readPush(
	request: IncomingMessage,
	seat: Seat,
	origin: string,
	at: number,
): Promise<PushRecord> {
	const mode = takeMode(seat);
	const header = (name: string) => request.headers[name]?.toString() ?? null;
	const record: PushRecord = {
		at,
		endpoint: seat.endpoint,
		ttl: header("ttl") === null ? null : Number(header("ttl")),
		urgency: header("urgency"),
		topic: header("topic"),
		contentEncoding: header("content-encoding"),
		headers: Object.fromEntries(Object.entries(request.headers).map(([k, v]) => [k, String(v)])),
		vapid: await verifyVapid(request.headers.authorization, origin, Date.now()),
		payload: null,
		plaintextBytes: 0,
		error: null,
		mode,
		delivered: false,
	};
	try {
		const plaintext = await decryptPush(await buffer(request), seat.keys);
		record.plaintextBytes = Buffer.byteLength(plaintext);
		record.payload = readPayload(plaintext);
		record.delivered = reachesPhone(mode);
	} catch (error) {
		record.error = error instanceof Error ? error.message : String(error);
	}
	return record;
}

function takeMode(seat: Seat): PushMode {
	if (seat.mode === "accept") return seat.mode;
	const mode = seat.mode;
	seat.timesLeft -= 1;
	if (seat.timesLeft <= 0) seat.mode = "accept";
	return mode;
}

function firstFit(
	records: PushRecord[],
	hooks: Set<Hook>,
	fits: (record: PushRecord) => boolean,
	timeoutMs: number,
): Promise<PushRecord> {
	const earlier = records.find(fits);
	if (earlier) return Promise.resolve(earlier);
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => {
			hooks.delete(hook);
			const seen = records.map((r) => r.payload?.notification.title ?? r.error).join("; ");
			reject(new Error(`no such push within ${timeoutMs} ms; ${records.length} arrived: ${seen}`));
		}, timeoutMs);
		const hook = (record: PushRecord) => {
			if (!fits(record)) return;
			clearTimeout(timer);
			hooks.delete(hook);
			resolve(record);
		};
		hooks.add(hook);
	});
}
