import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	type DraftGroup,
	withComponentMoved,
	withGroupMoved,
	withoutGroup,
} from "../../../app/screens/status/arrangement.ts";
import { placesOf } from "../../../worker/status/rules/arrangement.ts";
import { publicView } from "../../../worker/status/rules/status.ts";
import { component, NOON } from "../../support/public-cast.ts";

const at = (id: string, position: number, group: string | null = null) => ({
	id,
	version: 1,
	group,
	position,
});
const these = (...ids: string[]) => ids.map((id) => ({ id, version: 1 }));

describe("the order of components", () => {
	const now = [at("a", 0), at("b", 1), at("c", 2, "Core")];

	it("moves those alone that stand elsewhere then", () => {
		const wanted = [
			{ name: null, components: these("b", "a") },
			{ name: "Core", components: these("c") },
		];
		expect(placesOf(now, wanted)).toEqual([at("b", 0), at("a", 1)]);
	});

	it.each([
		["one is missing", [{ name: null, components: these("a", "b") }]],
		["one is there twice", [{ name: null, components: these("a", "b", "b") }]],
		["one is unknown", [{ name: null, components: these("a", "b", "x") }]],
		["one was changed since", [{ name: null, components: [...these("a", "b"), { id: "c", version: 2 }] }]],
	])("is refused where %s", (_, wanted) => {
		expect(placesOf(now, wanted)).toBeNull();
	});
});

describe("what is moved in the editor", () => {
	const drafts = fc
		.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 4 })), { minLength: 1, maxLength: 6 })
		.map((shapes) =>
			shapes.map(
				([isNamed, size], i): DraftGroup => ({
					key: `g${i}`,
					name: isNamed ? `G${i}` : null,
					isCollapsed: false,
					ids: Array.from({ length: size }, (_, j) => `${i}-${j}`),
				}),
			),
		);
	const idsOf = (groups: readonly DraftGroup[]) => groups.flatMap(({ ids }) => ids);

	it("is lost by no move, and comes back by the opposite one within a group", () => {
		fc.assert(
			fc.property(drafts, fc.nat(), fc.constantFrom(1, -1), (groups, pick, by) => {
				const ids = idsOf(groups);
				const id = ids[pick % Math.max(1, ids.length)] ?? "";
				const after = [
					withComponentMoved(groups, id, by),
					withGroupMoved(groups, groups[pick % groups.length]?.key ?? "", by),
					withoutGroup(groups, groups[pick % groups.length]?.key ?? ""),
				];
				for (const one of after) expect(idsOf(one).toSorted()).toEqual(ids.toSorted());
			}),
		);
	});
});

describe("a status that was set by hand", () => {
	const set = component("Checkout", { status: "major_outage", statusUntil: NOON });
	const statusAt = (now: number) => publicView([set], [], now).groups[0]?.status;

	it("counts until its end, and is automatic from then on", () => {
		expect(statusAt(NOON - 1)).toBe("major_outage");
		expect(statusAt(NOON)).toBe("operational");
	});
});
