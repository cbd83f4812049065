CREATE TABLE `stakeholder_links` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`incident_id` text NOT NULL,
	`secret_hash` text NOT NULL,
	`created_by` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `stakeholder_links_by_secret` ON `stakeholder_links` (`secret_hash`);--> statement-breakpoint
CREATE INDEX `stakeholder_links_by_incident` ON `stakeholder_links` (`incident_id`,`id`);--> statement-breakpoint
ALTER TABLE `incident_notices` ADD `channel` text;--> statement-breakpoint
ALTER TABLE `incident_notices` ADD `not_before` integer;--> statement-breakpoint
ALTER TABLE `incident_facts` ADD `acknowledged_in_time` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `incident_facts` ADD `acknowledged_late` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `incident_facts` ADD `stakeholders_kept` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `incident_facts` ADD `stakeholders_late` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `settings` ADD `stakeholders` text;