import { describe, expect, it } from "vitest";
import { OWN_WORDS, toldMessage } from "../../../worker/incidents/rules/own-words.ts";
import { toldName } from "../../../worker/incidents/rules/public-name.ts";
import { PAGE_LANGUAGES } from "../../../worker/people/rules/page-languages.ts";
import { days, hours, minutes } from "../../../worker/platform/rules/time.ts";
import { dayText } from "../../../worker/status/rules/day-words.ts";
import { NO_DOUBTS } from "../../../worker/status/rules/doubts.ts";
import { EN } from "../../../worker/status/rules/languages/en.ts";
import { percent } from "../../../worker/status/rules/languages/formats.ts";
import { LANGUAGES, languageFor } from "../../../worker/status/rules/languages/languages.ts";
import { ago, lasting } from "../../../worker/status/rules/lengths.ts";
import { localMoment, moment } from "../../../worker/status/rules/moments.ts";
import { publicView } from "../../../worker/status/rules/status.ts";
import { NOON, publicIncident, SHOP } from "../../support/public-cast.ts";

const { de, fr, ja, ar } = LANGUAGES;

/** Every text of a dictionary by its place; functions are called with what stands for anybody's words. */
function textsOf(value: unknown, path = ""): [string, string][] {
	if (typeof value === "string") return [[path, value]];
	if (typeof value === "function") return [[path, String(value("Checkout", 2))]];
	return Object.entries(value as object).flatMap(([key, inner]) => textsOf(inner, `${path}/${key}`));
}

describe("the language of the public page", () => {
	it("is the one that a visitor chose, else the first that their browser asks for, else the first of the page", () => {
		const tagOf = (...[named, accepted, offered]: Parameters<typeof languageFor>) =>
			languageFor(named, accepted, offered).words.tag;
		expect(tagOf("de", ["fr"], ["en", "de", "fr"])).toBe("de");
		expect(tagOf(null, ["nl", "fr-CH", "de"], ["en", "de", "fr"])).toBe("fr");
		expect(tagOf(null, ["nl"], ["de", "en"])).toBe("de");
		expect(tagOf(null, ["pt-PT"], ["en", "pt-BR"])).toBe("pt-BR");
		expect(tagOf(null, ["zh-Hans-CN"], ["en", "zh"])).toBe("zh");
		expect(tagOf(null, ["*"], ["de", "en"])).toBe("de");
		expect(languageFor("de", [], ["en", "de"]).isNamed).toBe(true);
	});

	it("is none that the page does not offer, whatever an address names", () => {
		const { words, isNamed } = languageFor("de", ["de"], ["en"]);
		expect([words.tag, isNamed]).toEqual(["en", false]);
	});
});

describe.each(PAGE_LANGUAGES)("the page in %s", (tag) => {
	const words = LANGUAGES[tag];
	const texts = textsOf(words);

	it("says every sentence, and names its slots as English does", () => {
		expect(words.tag).toBe(tag);
		const slots = (text: string) => text.match(/\{\w+\}/g)?.sort() ?? [];
		const english = new Map(textsOf(EN));
		for (const [path, text] of texts) {
			expect([path, text.trim() === ""]).toEqual([path, false]);
			expect([path, slots(text)]).toEqual([path, slots(english.get(path) ?? "")]);
		}
	});

	it("keeps the names of components, and how many there are, in every sentence about them", () => {
		const about = /\/(affected|open|over|resolved|own)\/|\/(mixed|checking|unknown|notChecked|completed)$/;
		const those = texts.filter(([path]) => about.test(path) && !/doubts|everything|states/.test(path));
		expect(those.length).toBeGreaterThan(20);
		for (const [path, text] of those.filter(([path]) => !/^\/incident\/(open|over)$/.test(path)))
			expect([path, text.includes("Checkout")]).toEqual([path, true]);
	});

	it("says in the largest sentence which component is down, and of what", () => {
		const { verdict } = publicView(SHOP, [publicIncident()], NOON, NO_DOUBTS, [], words);
		expect(verdict.sentence).toContain("Checkout");
		expect(verdict.sentence).toBe(words.verdict.affected.major_outage("Checkout", 1));
		expect(verdict.detail).toBe(words.verdict.restWell);
		// Programs compare it, so it is never translated.
		expect(verdict.description).toBe("Major Service Outage");
	});
});

describe("what people wrote and what we wrote", () => {
	it("is told apart: our words are translated, a title and a message of people stay as they are", () => {
		const open = publicIncident();
		expect(toldName(open, de.incident.names)).toBe("Checkout ist ausgefallen");
		const titled = publicIncident({ name: "Cards are declined" });
		expect(toldName(titled, de.incident.names)).toBe("Cards are declined");
		const over = { ...titled, resolvedAt: NOON };
		expect(toldName(over, de.incident.names)).toBe("Behoben: Cards are declined");
		expect(toldMessage(OWN_WORDS.back("Checkout"), "Checkout", fr.incident.own)).toBe(
			"Le problème avec Checkout est revenu. Nous l’analysons.",
		);
		expect(toldMessage("We rolled it back.", "Checkout", fr.incident.own)).toBe("We rolled it back.");
	});
});

const plainSpaces = (text: string) => text.replaceAll("\u00a0", " ");

describe("dates, lengths and shares", () => {
	const then = NOON - days(1);

	it("are written as the language writes them", () => {
		expect([moment(then, NOON), moment(then, NOON, "de"), moment(then, NOON, "ja")]).toEqual([
			"Nov 22, 12:00 UTC",
			"22. Nov., 12:00 UTC",
			"11月22日 12:00 UTC",
		]);
		expect(localMoment(NOON, NOON, "Europe/Berlin", "de")).toBe("13:00 MEZ (12:00 UTC)");
		const lengths = [lasting(hours(25), de), lasting(minutes(65), fr), lasting(minutes(65), ja)];
		expect(lengths.map(plainSpaces)).toEqual(["1 Tag, 1 Stunde", "1 heure 5 minutes", "1 時間5 分"]);
		expect([ago(days(2), "de"), ago(hours(1) + 1, "fr"), ago(0, "en"), ago(days(2), "ar")]).toEqual([
			"vor 2 Tagen",
			"il y a 1 heure",
			"0 seconds ago",
			"قبل يومين",
		]);
		expect(fr.fresh.checked("il y a 2 secondes", 0)).toContain("0 région,");
	});

	it("are rounded down, and whole only where nothing was lost", () => {
		expect([0.999999, 1, 0.9993, 0].map((share) => percent(share, "en"))).toEqual([
			"99.99%",
			"100%",
			"99.93%",
			"0.00%",
		]);
		expect(plainSpaces(percent(0.9993, "de"))).toBe("99,93 %");
	});

	it("say of a day in Arabic what it says in English", () => {
		const [day] = publicView(SHOP, [publicIncident()], NOON).groups[0]?.components[0]?.days.slice(-1) ?? [];
		expect(day && [dayText(day), dayText(day, ar)]).toEqual([
			"Nov 23: down for 10 minutes",
			"23 نوفمبر: انقطاع (10 دقائق)",
		]);
	});
});
