import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { PageAccents } from "../../worker/people/rules/page-accents.ts";
import type { PageLanguage } from "../../worker/people/rules/page-languages.ts";
import type { NotificationRules, QuietHours, Stakeholder } from "../../worker/people/rules/person.ts";
import { ROLES } from "../../worker/platform/rules/caller.ts";
import { flag, json, stored } from "../platform/tables.ts";

export const users = sqliteTable("users", {
	...stored(),
	name: text("name").notNull(),
	email: text("email").notNull(),
	role: text("role", { enum: ROLES }).notNull(),
	timeZone: text("time_zone").notNull(),
	phone: text("phone"),
	notificationRules: json<NotificationRules>("notification_rules"),
	/** When what is not urgent waits, in their own time zone. Null: never. */
	quietHours: json<QuietHours>("quiet_hours"),
});

/** One row at most: what holds for the whole organisation, as changed. None: the defaults. */
export const settings = sqliteTable("settings", {
	...stored(),
	remediationsStopped: flag("remediations_stopped").notNull(),
	/** What the public page is called, shows as its mark, and tells local time in. Null: as it comes. The columns have their first names. */
	organizationName: text("page_name"),
	logo: text("page_logo"),
	timeZone: text("page_time_zone"),
	/** The colors of its links. Null: its own. */
	pageAccents: json<PageAccents>("page_accents"),
	/** Markdown of the team’s own, below the verdict and at the foot. */
	pageIntro: text("page_intro"),
	pageFooter: text("page_footer"),
	/** The names of groups that the page folds. */
	collapsedGroups: json<string[]>("collapsed_groups"),
	/** That the public page speaks, the first where it speaks none of a visitor's. Null: English alone. */
	languages: json<PageLanguage[]>("languages"),
	stakeholders: json<Stakeholder[]>("stakeholders"),
	/** So many reports of customers open an incident; 0: none do. Null: as many as by default. */
	reportThreshold: integer("report_threshold"),
	/** Whether people on call are asked once a week if pages reach them. Null: yes. */
	weeklyCheckIn: flag("weekly_check_in"),
});
