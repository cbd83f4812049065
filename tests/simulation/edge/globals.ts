import {
	createCipheriv,
	createDecipheriv,
	createHmac,
	createPublicKey,
	createSecretKey,
	hash,
	hkdfSync,
	type KeyObject,
	verify,
} from "node:crypto";
import type { Chance } from "../../support/seeded.ts";
import { actAs, actorNow } from "./actors.ts";
import type { Clock } from "./clock.ts";

const RealDate = Date;
/** One for all: to make one is dear, and most come after whatever they were to end. */
const TIMED_OUT = new DOMException("The operation was aborted due to timeout", "TimeoutError");

export interface GlobalPorts {
	clock: Clock;
	chance: Chance;
	fetch: (request: Request, signal: AbortSignal | null) => Promise<Response>;
	log: (line: string) => void;
}

/** Puts the virtual clock, chance and network where the code finds them; answers how to put the real ones back. */
export function installGlobals(ports: GlobalPorts): () => void {
	const undo = [
		replace(globalThis, "Date", virtualDate(ports.clock)),
		replace(globalThis, "setTimeout", (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
			const actor = actorNow();
			return ports.clock.plan(Math.max(ms, 1), "timer", () => {
				if (!actor?.dead) actAs(actor, () => run(...args));
			});
		}),
		replace(globalThis, "clearTimeout", (due: { cancelled: boolean } | null | undefined) => {
			if (due) due.cancelled = true;
		}),
		replace(AbortSignal, "timeout", (ms: number) => {
			const controller = new AbortController();
			const actor = actorNow();
			ports.clock.plan(ms, "time-out", () => {
				if (actor?.dead) return;
				controller.abort(TIMED_OUT);
			});
			return controller.signal;
		}),
		// A request that follows a signal is dear to make: the signal goes beside it.
		replace(globalThis, "fetch", (url: string, { signal = null, ...init }: RequestInit = {}) =>
			ports.fetch(new Request(url, init), signal),
		),
		replace(globalThis.crypto, "subtle", SUBTLE),
		replace(globalThis.crypto, "getRandomValues", (bytes: Uint8Array) => {
			for (let i = 0; i < bytes.length; i++) bytes[i] = ports.chance.between(0, 256);
			return bytes;
		}),
		replace(globalThis.crypto, "randomUUID", () => uuid(ports.chance)),
		replace(console, "log", ports.log),
		replace(globalThis, "caches", { default: { match: async () => undefined, put: async () => {} } }),
		replace(globalThis, "WebSocketRequestResponsePair", class {}),
	];
	return () => {
		for (const each of undo.reverse()) each();
	};
}

function replace(owner: object, name: string, value: unknown): () => void {
	const before = Object.getOwnPropertyDescriptor(owner, name);
	Object.defineProperty(owner, name, { value, configurable: true, writable: true });
	return () => {
		if (before) Object.defineProperty(owner, name, before);
		else delete (owner as Record<string, unknown>)[name];
	};
}

function virtualDate(clock: Clock): DateConstructor {
	class VirtualDate extends RealDate {
		constructor(...args: unknown[]) {
			if (args.length === 0) super(clock.wall());
			else super(...(args as [number]));
		}
		static override now(): number {
			return clock.wall();
		}
	}
	return VirtualDate as unknown as DateConstructor;
}

function uuid(chance: Chance): string {
	const hex = Array.from({ length: 32 }, () => Math.floor(chance.between(0, 16)).toString(16)).join("");
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

type Key = { raw: Uint8Array; secret: KeyObject; hash: string };
const bytesOf = (data: ArrayBuffer | ArrayBufferView) =>
	data instanceof ArrayBuffer
		? new Uint8Array(data)
		: new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
const bufferOf = (data: Uint8Array) => Uint8Array.from(data).buffer;

const ed25519 = (raw: Uint8Array): KeyObject =>
	createPublicKey({
		key: { kty: "OKP", crv: "Ed25519", x: Buffer.from(raw).toString("base64url") },
		format: "jwk",
	});

/** WebCrypto answers from another thread, at a moment of its own; this answers within the turn. */
const SUBTLE = {
	async digest(_name: string, data: ArrayBuffer) {
		return bufferOf(hash("sha256", bytesOf(data), "buffer"));
	},
	async importKey(_format: string, raw: ArrayBuffer, algorithm: string | { hash?: string }): Promise<Key> {
		const bytes = Uint8Array.from(bytesOf(raw));
		const named = typeof algorithm === "object" ? algorithm.hash : undefined;
		return { raw: bytes, secret: createSecretKey(bytes), hash: named === "SHA-1" ? "sha1" : "sha256" };
	},
	async deriveBits({ salt, info }: { salt: Uint8Array; info: Uint8Array }, key: Key, bits: number) {
		return hkdfSync("sha256", key.raw, salt, info, bits / 8);
	},
	async sign(_name: string, key: Key, data: ArrayBuffer) {
		return bufferOf(createHmac(key.hash, key.secret).update(bytesOf(data)).digest());
	},
	async verify(name: string, key: Key, signature: ArrayBuffer, data: ArrayBuffer) {
		if (name === "Ed25519") return verify(null, bytesOf(data), ed25519(key.raw), bytesOf(signature));
		const own = createHmac(key.hash, key.secret).update(bytesOf(data)).digest();
		return own.equals(bytesOf(signature));
	},
	async encrypt({ iv, additionalData }: AesGcmParams, key: Key, data: ArrayBuffer) {
		const cipher = createCipheriv("aes-256-gcm", key.secret, bytesOf(iv as ArrayBuffer));
		if (additionalData) cipher.setAAD(bytesOf(additionalData as ArrayBuffer));
		const body = Buffer.concat([cipher.update(bytesOf(data)), cipher.final()]);
		return bufferOf(Buffer.concat([body, cipher.getAuthTag()]));
	},
	async decrypt({ iv, additionalData }: AesGcmParams, key: Key, data: ArrayBuffer) {
		const bytes = bytesOf(data);
		const decipher = createDecipheriv("aes-256-gcm", key.secret, bytesOf(iv as ArrayBuffer));
		if (additionalData) decipher.setAAD(bytesOf(additionalData as ArrayBuffer));
		decipher.setAuthTag(bytes.subarray(bytes.length - 16));
		return bufferOf(Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]));
	},
};
