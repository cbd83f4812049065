import { describe, expect, it } from "vitest";
import { storedShape } from "../../../worker/platform/rules/stored-shape.ts";

interface Person {
	name: string;
	isAway: boolean;
}

/** Version 1 called the name `title`, version 2 knew of nobody who is away. */
const PERSON = storedShape<Person>(
	({ title, ...rest }) => ({ name: title, ...rest }),
	(person) => ({ isAway: false, ...person }),
);

describe("a stored shape", () => {
	it("comes back as it was written, with nothing of its version left", () => {
		const ana = { name: "Ana", isAway: true };
		expect(PERSON.fromText(PERSON.toText(ana))).toEqual({ value: ana, isNewer: false });
		expect(JSON.parse(PERSON.toText(ana))).toEqual({ name: "Ana", isAway: true, v: 2 });
	});

	it("is brought up to today's from whatever version wrote it", () => {
		const bo = { value: { name: "Bo", isAway: false }, isNewer: false };
		expect(PERSON.unwrap({ title: "Bo" })).toEqual(bo);
		expect(PERSON.unwrap({ v: 1, name: "Bo" })).toEqual(bo);
	});

	it("says that a newer version wrote it, and leaves it as it is", () => {
		expect(PERSON.unwrap({ v: 3, names: ["Bo"] })).toEqual({ value: { names: ["Bo"] }, isNewer: true });
	});
});
