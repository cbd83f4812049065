/** What a WebSocket check takes for up, and what it refuses to be set to. */
import { describe, expect, it } from "vitest";
import { judge, wantedOf } from "../../../worker/monitoring/checks/websocket/judge.ts";
import {
	refuseWebSocketCheck,
	refuseWebSocketTarget,
} from "../../../worker/monitoring/checks/websocket/refuse.ts";
import type { WebSocketAnswer } from "../../../worker/monitoring/rules/check.ts";
import { monitorShape } from "../../support/monitor-shape.ts";

const EXPECT = monitorShape("mon_1", "").expect;
const came = (talk: WebSocketAnswer["talk"], status = 101): WebSocketAnswer => ({
	status,
	talk,
	latencyMs: 40,
});

describe("a WebSocket", () => {
	it("that is open and has nothing to say is up, unless it took too long", () => {
		expect(judge(EXPECT, came(null))).toMatchObject({ outcome: "up", detail: "connected in 40 ms" });
		expect(judge({ ...EXPECT, latencyBelowMs: 40 }, came(null))).toMatchObject({ outcome: "degraded" });
	});

	it.each<[string, WebSocketAnswer, string, string]>([
		["answers with HTTP", came(null, 403), "status", "403 in 40 ms; no WebSocket handshake"],
		[
			"says nothing",
			came({ end: "silent", messages: 0 }),
			"timeout",
			"connected, but no message within 40 ms",
		],
		[
			"says something else",
			came({ end: "silent", messages: 1 }),
			"body",
			"1 message in 40 ms, none as expected",
		],
		[
			"breaks off",
			came({ end: "closed", code: 1006, messages: 2 }),
			"reset",
			"2 messages in 40 ms; closed with code 1006",
		],
	])("that %s is down", (_, answer, reason, detail) => {
		expect(judge(EXPECT, answer)).toMatchObject({ outcome: "down", reason, detail });
	});

	it("waits for a message that is all that is expected of one", () => {
		expect(wantedOf(EXPECT)).toBeNull();
		const wants = wantedOf({
			...EXPECT,
			bodyContains: "price",
			json: [{ path: "price", op: "gt", value: 1 }],
		})!;
		expect(["", "price", '{"cost":2}', '{"price":1}', '{"price":2}'].filter(wants)).toEqual(['{"price":2}']);
	});

	it("keeps the handshake to itself", () => {
		const headers = {
			Origin: "https://shop.example",
			"Sec-WebSocket-Protocol": "v1",
			"Sec-WebSocket-Key": "x",
		};
		expect(refuseWebSocketCheck({ headers })).toMatchObject([
			{ pointer: "/request/headers/Sec-WebSocket-Key" },
		]);
	});

	it.each([
		"https://shop.example",
		"wss://ana:secret@shop.example",
		"wss://shop.example/#feed",
		"wss://",
		"shop.example",
	])("is not at %s", (target) => expect(refuseWebSocketTarget(target)).toBe("must be a ws:// or wss:// URL"));
});
