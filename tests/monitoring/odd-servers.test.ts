/** What must be up is up and what must be down is down, whatever the server is like that is checked. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TlsOptions } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type {
	CheckResult,
	Expectation,
	ExpectedRecords,
	Monitor,
	MonitorRequest,
} from "../../worker/monitoring/rules/monitor.ts";
import type { Detection } from "../support/detection.ts";
import { type DnsServer, dnsAnswer, startDnsServer } from "../support/dns-server.ts";
import { type OddServer, OPEN, startOddServer } from "../support/odd-server.ts";
import { type OddSockets, startOddSockets } from "../support/odd-sockets.ts";
import { EXPIRED, FOR_ANOTHER_HOST, SELF_SIGNED } from "../support/self-signed.ts";
import type { Target } from "../support/target.ts";
import { startTlsServer, type TlsServer } from "../support/tls-server.ts";

let server: OddServer;
let elsewhere: OddServer;
let sockets: OddSockets;
let resolvers: DnsServer[];
let tlsServers: Record<TlsKind, TlsServer>;
let detection: Detection;
let startDetection: typeof import("../support/detection.ts").startDetection;
let checkOnce: typeof import("../support/detection.ts").checkOnce;
let monitorOf: typeof import("../support/detection.ts").monitorOf;

beforeAll(async () => {
	elsewhere = await startOddServer();
	server = await startOddServer(`http://${elsewhere.hostPort}`);
	sockets = await startOddSockets();
	resolvers = await Promise.all([startDnsServer(firstSays), startDnsServer(secondSays)]);
	tlsServers = Object.fromEntries(
		await Promise.all(
			Object.entries(TLS).map(async ([name, options]) => [name, await startTlsServer(options)]),
		),
	);
	const all = [server, elsewhere, sockets, ...resolvers, ...Object.values(tlsServers)];
	const allowed = all.map(({ hostPort }) => ({ hostPort }) as Target);
	const trusted = mkdtempSync(join(tmpdir(), "trusted-"));
	process.env.NODE_EXTRA_CA_CERTS = join(trusted, "own.pem");
	writeFileSync(process.env.NODE_EXTRA_CA_CERTS, SELF_SIGNED.cert);
	const DNS_RESOLVERS = resolvers.map(({ url }) => url).join(",");
	// The runtime reads whom to trust when it is loaded, so it is loaded only now.
	({ startDetection, checkOnce, monitorOf } = await import("../support/detection.ts"));
	detection = await startDetection(allowed, { DNS_RESOLVERS }).finally(() => {
		delete process.env.NODE_EXTRA_CA_CERTS;
		rmSync(trusted, { recursive: true });
	});
});
afterAll(async () => {
	await detection?.instance.stop();
	await Promise.all([
		server?.close(),
		elsewhere?.close(),
		sockets?.close(),
		...[...(resolvers ?? []), ...Object.values(tlsServers ?? {})].map((one) => one.close()),
	]);
});

const address = (name: string, last: number) => dnsAnswer(0, [{ name, type: 1, data: [192, 0, 2, last] }]);

function firstSays(name: string) {
	if (name === "well.shop.example") return address(name, 1);
	if (name === "gone.shop.example") return dnsAnswer(3);
	if (name === "bare.shop.example") return dnsAnswer(0);
	return name.startsWith("silent") ? "silent" : name.startsWith("broken") ? "broken" : dnsAnswer(2);
}

function secondSays(name: string) {
	if (name.endsWith("-here.shop.example")) return "broken";
	return name.startsWith("failing") ? dnsAnswer(2) : address(name, 2);
}

type TlsKind = "well" | "modern" | "expired" | "foreign";
const TLS: Record<TlsKind, TlsOptions> = {
	well: SELF_SIGNED,
	modern: { ...SELF_SIGNED, minVersion: "TLSv1.3" },
	expired: EXPIRED,
	foreign: FOR_ANOTHER_HOST,
};

type Wanted = Partial<Expectation> & { request?: Partial<MonitorRequest> };

function check(path: string, wanted: Wanted = {}): Promise<CheckResult> {
	return checkOf("http", server.at(path), wanted);
}

function checkOf(
	kind: Monitor["kind"],
	target: string,
	{ request, ...expectation }: Wanted = {},
): Promise<CheckResult> {
	const usual = monitorOf("", { url: "" } as Target);
	const more: Partial<Monitor> = {
		kind,
		request: { ...usual.request, ...request },
		expect: { ...usual.expect, ...expectation },
		// A busy machine needs more than a moment to find out what is wrong with a server.
		timeoutSeconds: 4,
	};
	return checkOnce(detection, target, more);
}

const WELL: Wanted = { bodyContains: "all is well" };
const IS_OK: Wanted = { json: [{ path: "ok", op: "eq", value: true }] };
const SAYS_OPEN: Wanted = { bodyContains: OPEN };
const post = { method: "POST", body: "order" };

describe.concurrent("a server that is well", () => {
	it.each<[string, string, Wanted]>([
		["writes Latin-1, as its header says", "/latin1", SAYS_OPEN],
		["puts the name of its charset in quotes", "/latin1-quoted", SAYS_OPEN],
		["says in the document how it is written", "/meta", SAYS_OPEN],
		["says so in the way of the nineties", "/meta-old", SAYS_OPEN],
		["says one thing in its header and another in the document", "/header-beats-meta", SAYS_OPEN],
		["names a charset that nobody knows", "/unknown-charset", SAYS_OPEN],
		["writes UTF-16", "/utf16", SAYS_OPEN],
		["puts a byte order mark before its JSON", "/bom-json", IS_OK],
		["greets with a cookie that it wants to see again", "/cookie", {}],
		["leads to itself until its cookie comes back", "/cookie-to-itself", { bodyContains: "welcome" }],
		["leads on four times", "/hops?left=4", { bodyContains: "arrived" }],
		["leads on ten times", "/hops?left=10", { bodyContains: "arrived" }],
		["answers a POST with 301", "/moved", { bodyContains: "GET ", request: post }],
		["answers a POST with 302", "/found", { bodyContains: "GET ", request: post }],
		["answers a POST with 303", "/see-other", { bodyContains: "GET ", request: post }],
		["answers a POST with 307", "/same-again", { bodyContains: "POST order", request: post }],
		["answers a POST with 308", "/same-for-ever", { bodyContains: "POST order", request: post }],
		["pours while it leads on", "/endless-redirect", WELL],
		["leads on and drops the connection", "/redirect-then-dies", WELL],
		["answers once a connection, the first time", "/once-a-connection", WELL],
		["answers once a connection, the second time", "/once-a-connection", WELL],
		["pours for ever", "/endless", {}],
		["never ends what it streams", "/drips-for-ever", {}],
		["breaks off after its headers", "/breaks-after-headers", {}],
		["leads on and breaks off", "/redirect-breaks", WELL],
		["answers as much JSON as is read", "/full.json", IS_OK],
		["says the word at the end of a long page", "/long", { bodyMatches: "all is w.ll$" }],
		["has nothing forbidden in what is read of it", "/large.json", { bodyOmits: "error" }],
		["marks nothing as gzip", "/empty-gzip", { bodyOmits: "error" }],
		["marks nothing as brotli", "/empty-brotli", { bodyOmits: "error" }],
		["compresses", "/gzip", WELL],
		["compresses better", "/brotli", WELL],
		["compresses in the old way", "/deflate", WELL],
		["marks nothing as deflate", "/empty-deflate", { bodyOmits: "error" }],
		["SHOUTS that it compresses", "/GZIP", WELL],
		["names gzip as it was once called", "/x-gzip", WELL],
		["speaks HTTP/1.0", "/http-1.0", WELL],
		["has a status without words", "/no-words", WELL],
		["gives hints first", "/early-hints", WELL],
		["says something after the end", "/trailers", WELL],
		["has nothing to say", "/nothing", {}],
		["is asked for its headers alone", "/", { request: { method: "HEAD" } }],
		[
			"leads on, and that is what is expected",
			"/moved",
			{ status: ["301"], request: { followRedirects: false } },
		],
	])("is up although it %s", async (_, path, wanted) => {
		const result = await check(path, wanted);
		expect(result, result.detail).toMatchObject({ outcome: "up", reason: null });
	});
});

describe.concurrent("a server that is not well", () => {
	it.each<[string, string, Wanted, CheckResult["reason"], RegExp]>([
		["leads in a circle", "/circle", {}, "status", /^302; the redirects lead in a circle$/],
		["leads on eleven times", "/hops?left=11", {}, "status", /^302; at most 10 redirects are followed$/],
		["leads to no URL", "/nowhere", {}, "status", /^302; its Location is not a URL$/],
		["leads on without a word where to", "/no-location", {}, "status", /^302 in \d+ ms$/],
		[
			"leads to a file",
			"/to-file",
			{},
			"blocked",
			/^the redirect's target must start with http:\/\/ or https:\/\/$/,
		],
		["leads to what is broken", "/to-broken", {}, "status", /^500 in \d+ ms$/],
		["leads on when nobody follows", "/found", { request: { followRedirects: false } }, "status", /^302 in/],
		["drops every connection", "/always-dies", {}, "reset", /connection reset/],
		["breaks off what it says", "/half", WELL, "reset", /connection reset/],
		["does not end what it says", "/drips-for-ever", WELL, "timeout", /did not end in time/],
		[
			"answers more JSON than is read",
			"/large.json",
			IS_OK,
			"body",
			/; body is larger than the 1,048,576 bytes/,
		],
		[
			"says the word too late",
			"/large-late-word",
			WELL,
			"body",
			/the first 1,048,576 bytes don’t contain the expected text/,
		],
		["says nothing, compressed", "/empty-gzip", WELL, "body", /body doesn’t contain the expected text/],
		["breaks off its gzip", "/half-gzip", WELL, "reset", /connection reset/],
		["takes plain text for gzip", "/no-gzip", WELL, "body", /not compressed in the way that its header says/],
		[
			"takes plain text for deflate",
			"/no-deflate",
			WELL,
			"body",
			/not compressed in the way that its header says/,
		],
		["says in Latin-1 what it must not", "/latin1", { bodyOmits: OPEN }, "body", /forbidden text/],
		["has nothing to say", "/nothing", WELL, "body", /doesn’t contain the expected text/],
	])("is down when it %s, and the check says why", async (_, path, wanted, reason, detail) => {
		const result = await check(path, wanted);
		expect(result, result.detail).toMatchObject({ outcome: "down", reason });
		expect(result.detail).toMatch(detail);
	});
});

describe("what a check tells the server", () => {
	it("is who asks and from where, on every hop", async () => {
		await check("/hops?left=1");
		const arrived = server.asked("/hops?left=0").at(-1)!;
		expect(arrived.headers["user-agent"]).toBe("Tocsin/1 (+http://status.shop.example)");
		expect(arrived.headers["tocsin-region"]).toBe("weur");
	});

	it("is only the cookie that still holds", async () => {
		await check("/cookie", { request: { headers: { Cookie: "old=2; mine=3" } } });
		expect(server.asked("/cookie/home").at(-1)!.headers.cookie).toBe("old=2; mine=3; session=s3cret");
	});

	it("S34: holds no secret of another origin", async () => {
		const headers = { Authorization: "Bearer s3cret", "X-Shop-Key": "s3cret", Cookie: "a=s3cret" };
		const result = await checkOnce(detection, server.at("/cookie-elsewhere"), {
			request: { method: "GET", headers, body: null },
		});
		expect(result.outcome).toBe("up");
		const told = elsewhere.asked("/echo-headers").at(-1)!.headers;
		expect(told.authorization ?? told["x-shop-key"]).toBeUndefined();
		expect(told.cookie).not.toContain("a=s3cret");
	});

	it("is asked once more, and not a third time, of a server that drops every connection", async () => {
		const before = server.asked("/always-dies").length;
		await check("/always-dies");
		expect(server.asked("/always-dies").length - before).toBe(2);
	});
});

describe.concurrent("a WebSocket", () => {
	const says = (body: string, bodyContains: string): Wanted => ({ request: { body }, bodyContains });
	const ws = (path: string, wanted?: Wanted) => checkOf("websocket", sockets.at(path), wanted);

	it.each<[string, string, Wanted, RegExp]>([
		["takes the handshake", "/silent", {}, /^connected in \d+ ms$/],
		["answers as expected", "/echo", says("ping", "you said ping"), /^expected message in \d+ ms$/],
		[
			"says the expected in its third message",
			"/feed",
			{ json: [{ path: "price", op: "eq", value: 3 }] },
			/^exp/,
		],
		["ends the connection once it is open", "/goes-away", {}, /^connected in/],
	])("is up when it %s", async (_, path, wanted, detail) => {
		const result = await ws(path, wanted);
		expect(result, result.detail).toMatchObject({ outcome: "up", reason: null, status: 101 });
		expect(result.detail).toMatch(detail);
	});

	it.each<[string, string, Wanted, CheckResult["reason"], RegExp]>([
		["answers otherwise", "/echo", says("ping", "pong"), "body", /^1 message in \d+ ms, none as expected$/],
		["never answers", "/silent", says("ping", "pong"), "timeout", /^connected, but no message within/],
		[
			"breaks off",
			"/cuts-on-word",
			says("ping", "pong"),
			"reset",
			/^0 messages in \d+ ms; closed with code 1006$/,
		],
		["ends the connection first", "/goes-away", says("ping", "pong"), "reset", /closed with code 1001$/],
		["pours without the word", "/pours", says("ping", "pong"), "body", /the first 1,048,576 characters/],
	])("is down when it %s, and the check says why", async (_, path, wanted, reason, detail) => {
		const result = await ws(path, wanted);
		expect(result, result.detail).toMatchObject({ outcome: "down", reason });
		expect(result.detail).toMatch(detail);
	});

	it("is down when what is there speaks only HTTP", async () => {
		const http = await checkOf("websocket", server.at("/").replace("http", "ws"));
		expect(http).toMatchObject({ outcome: "down", reason: "status", status: 200 });
		expect(http.detail).toMatch(/^200 in \d+ ms; no WebSocket handshake$/);
	});

	it("sees who asks and from where, and a connection that ends with 1000", async () => {
		await ws("/echo?mine", { request: { headers: { Origin: "https://shop.example" } } });
		expect(sockets.asked("/echo?mine")).toMatchObject([
			{
				origin: "https://shop.example",
				"tocsin-region": "weur",
				"user-agent": "Tocsin/1 (+http://status.shop.example)",
			},
		]);
		expect(sockets.ends("/echo?mine")).toEqual([1000]);
	});
});

describe.concurrent("a name", () => {
	const dns = (name: string, wanted?: Wanted) => checkOf("dns", `${name}.shop.example`, wanted);
	const records: ExpectedRecords = { op: "equals", values: ["192.0.2.2"] };

	it.each<[string, string, Wanted]>([
		["the resolver knows it", "well", {}],
		["only the next resolver knows it", "other", { records }],
		["the first resolver is broken", "broken", { records }],
		["the first resolver is silent", "silent", { records }],
	])("is up when %s", async (_, name, wanted) => {
		const result = await dns(name, wanted);
		expect(result, result.detail).toMatchObject({ outcome: "up", reason: null });
		expect(result.detail).toMatch(/^1 A record in \d+ ms$/);
	});

	it.each<[string, string, Wanted, CheckResult["reason"], RegExp]>([
		["it is not there", "gone", {}, "dns", /^NXDOMAIN: /],
		["it has no such record", "bare", {}, "dns", /^the name has no A record$/],
		["no resolver gets an answer of its servers", "failing", {}, "dns", /^SERVFAIL: /],
		["it leads elsewhere", "well", { records }, "body", /not as expected: 192\.0\.2\.1$/],
	])("is down when %s, and the check says why", async (_, name, wanted, reason, detail) => {
		const result = await dns(name, wanted);
		expect(result, result.detail).toMatchObject({ outcome: "down", reason });
		expect(result.detail).toMatch(detail);
	});

	it("is neither when no resolver answers: that is our own trouble", async () => {
		await expect(dns("broken-here")).rejects.toThrow("0 results");
	});
});

describe.concurrent("a TLS server", () => {
	const tls = (name: TlsKind, wanted?: Wanted) => checkOf("tls", tlsServers[name].hostPort, wanted);
	const days = { certificateDaysLeft: 14 };

	it.each<[string, TlsKind, Wanted, CheckResult["outcome"], RegExp]>([
		["is up with a valid certificate", "well", {}, "up", /^TLS in \d+ ms$/],
		["is up when it lasts long enough", "well", days, "up", /, certificate expires in 3\d{4} days$/],
		["is up also when it speaks only TLS 1.3", "modern", {}, "up", /^TLS in \d+ ms$/],
		["is degraded when the certificate cannot be read", "modern", days, "degraded", /can’t be read/],
		["is down with one that has expired", "expired", {}, "down", /^the certificate has expired$/],
		["is down with one for another host", "foreign", {}, "down", /^the certificate is for another host$/],
	])("%s, and the check says so", async (_, name, wanted, outcome, detail) => {
		const result = await tls(name, wanted);
		expect(result.detail).toMatch(detail);
		expect(result).toMatchObject({ outcome, reason: outcome === "down" ? "tls" : null });
	});

	it("is down when it speaks no TLS", async () => {
		expect(await checkOf("tls", server.hostPort)).toMatchObject({ outcome: "down", reason: "tls" });
	});
});
