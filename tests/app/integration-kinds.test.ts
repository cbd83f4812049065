import { expect, it } from "vitest";
import {
	KINDS,
	kindName,
	kindsInOneSentence,
	USUAL_KIND,
} from "../../app/screens/alerts/integration-kinds.ts";
import { SERVED_KINDS } from "../../worker/alerts/inbound/registry.ts";

it("offers every way in that the Worker serves", () => {
	expect(KINDS.map(({ value }) => value).sort()).toEqual([...SERVED_KINDS].sort());
});

it("calls them by the names that people know, and what fits every tool last", () => {
	expect(kindName("alertmanager")).toBe("Prometheus Alertmanager");
	expect(kindName("sentry")).toBe("Sentry");
	expect(kindName("email")).toBe("email");
	expect(KINDS.at(-1)).toEqual({ value: "generic", name: "Generic JSON webhook" });
	expect(kindsInOneSentence()).toMatch(/^Alertmanager, .*, or plain JSON$/);
	expect(USUAL_KIND).toBe("generic");
});
