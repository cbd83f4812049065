import { z } from "@hono/zod-openapi";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { id, instantOut, line, text, timeZone, unique } from "../../platform/contract/fields.ts";
import { refuseAccent, type Theme } from "../rules/page-accents.ts";
import { DEFAULT_PAGE_LANGUAGES, PAGE_LANGUAGES } from "../rules/page-languages.ts";
import { LOGO_CHARACTERS } from "../rules/page-logo.ts";
import { DEFAULT_REPORT_THRESHOLD } from "../rules/report-threshold.ts";

/** The channels of a person that can carry news. */
const OWN = ["push", "webhook"];

/** In a page of 14 KB, the team’s own words are a small part. */
const WORDS_LIMIT = 1_000;

const accent = (theme: Theme) =>
	z
		.string()
		.regex(/^#[0-9a-f]{6}$/, { error: "must be a color like #0a5c36", abort: true })
		.superRefine((given, context) => {
			const message = refuseAccent(given, theme);
			if (message) context.addIssue({ code: "custom", message });
		});

/** Somebody who is told and never paged. */
const stakeholder = z
	.strictObject({
		name: line(60),
		userId: id("user").nullable().default(null),
		channel: z.string().max(60).openapi({
			description:
				"`push` or `webhook`: by the person’s own contact methods of this kind. Without a person: the id of an outgoing webhook",
		}),
	})
	.superRefine(({ userId, channel }, context) => {
		const isKnown = userId === null ? id("webhook").safeParse(channel).success : OWN.includes(channel);
		if (isKnown) return;
		const message = userId === null ? "must be the id of a webhook" : "must be push or webhook";
		context.addIssue({ code: "custom", path: ["channel"], message });
	})
	.openapi("Stakeholder");

/** What the public page is called, how it looks, and what it says of itself. */
export const pageFields = {
	organizationName: line(60)
		.nullable()
		.openapi({ description: "Customers read it at the top of every public page. Null: Status" }),
	logo: z
		.string()
		.max(LOGO_CHARACTERS, "must be a picture of at most 64 KB")
		.regex(
			/^data:image\/(png|jpeg|webp|svg\+xml);base64,[A-Za-z0-9+/]+={0,2}$/,
			"must be a base64 data URL of a PNG, JPEG, WebP, or SVG picture",
		)
		.nullable()
		.openapi({ description: "The picture before the organization’s name. Null: none" }),
	pageAccents: z
		.strictObject({ light: accent("light"), dark: accent("dark") })
		.nullable()
		.openapi({ description: "The color of links on the status page’s light and dark ground. Null: its own" }),
	pageIntro: text(WORDS_LIMIT).nullable().openapi({
		description: "Markdown on the status page, below how everything is. Null: none",
	}),
	pageFooter: text(WORDS_LIMIT).nullable().openapi({
		description: "Markdown at the foot of every public page. Null: none",
	}),
	collapsedGroups: unique(line(), 200).openapi({
		description: "Groups of components that the status page shows folded while nothing is wrong in them",
		default: [],
	}),
	timeZone: timeZone.nullable().openapi({
		description: "The status page tells its times in this zone and in UTC. Null: in UTC alone",
	}),
	languages: z
		.array(z.enum(PAGE_LANGUAGES))
		.min(1)
		.refine((tags) => new Set(tags).size === tags.length, "must not name a language twice")
		.openapi({
			description:
				"The status page speaks the first of them that a visitor’s browser asks for; the first of all where it asks for none. What people wrote stays as it is",
			default: DEFAULT_PAGE_LANGUAGES,
		}),
};

const fields = {
	remediationsStopped: z.boolean().openapi({
		description: "True: no remediation starts, by itself or by hand, and no run sends a further request",
	}),
	...pageFields,
	stakeholders: z.array(stakeholder).max(50).openapi({
		description:
			"Told when a P1 begins, of every update, and of the end; never paged. Of P2 and below in the business hours of the service’s team alone",
	}),
	reportThreshold: z.int().min(0).max(1_000).openapi({
		description:
			"So many customers who report a problem with a component within 15 minutes open an incident. 0: none do",
		default: DEFAULT_REPORT_THRESHOLD,
	}),
	weeklyCheckIn: z.boolean().openapi({
		description: "Once a week, whoever can be paged is asked to say that they are there",
		default: true,
	}),
};

export const settingsPatch = z.strictObject(fields).partial().openapi("SettingsPatch");
export const settingsOut = z
	.object({ ...fields, version: z.int(), updatedAt: instantOut.nullable() })
	.openapi("Settings");

export const settingsCalls = {
	read: endpoint("get /api/v1/settings", {
		tag: "settings",
		summary: "What holds for the whole organization",
		ids: {},
		answer: settingsOut,
	}),
	change: endpoint("patch /api/v1/settings", {
		tag: "settings",
		summary: "Change what holds for the whole organization",
		ids: {},
		body: settingsPatch,
		answer: settingsOut,
	}),
};
