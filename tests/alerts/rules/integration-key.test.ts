import { describe, expect, it } from "vitest";
import {
	makeIntegrationKey,
	parseIntegrationKey,
} from "../../../worker/alerts/integrations/integration-key.ts";

const CHECKOUT = "svc_01J0000000000000000000000A";

describe("an integration key", () => {
	it("finds its service and is known by the hash of its secret", () => {
		const { key, keyHash } = makeIntegrationKey(CHECKOUT);
		expect(parseIntegrationKey(key)).toEqual({ serviceId: CHECKOUT, keyHash });
		expect(key).not.toContain(keyHash);
	});

	it("fits into a header, a body and a path: letters and digits only", () => {
		expect(makeIntegrationKey(CHECKOUT).key).toMatch(/^[0-9A-Za-z]{93}$/);
	});

	it("is never made twice", () => {
		expect(makeIntegrationKey(CHECKOUT).key).not.toBe(makeIntegrationKey(CHECKOUT).key);
	});

	it.each([
		"",
		"tik",
		"0123456789abcdef0123456789abcdef",
		`${makeIntegrationKey(CHECKOUT).key}0`,
		makeIntegrationKey(CHECKOUT).key.toUpperCase(),
		`${makeIntegrationKey(CHECKOUT).key.slice(0, -1)}\n`,
	])("%j is none", (text) => {
		expect(parseIntegrationKey(text)).toBeNull();
	});
});
