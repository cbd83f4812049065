CREATE TABLE `reports` (
	`id` text PRIMARY KEY NOT NULL,
	`component_id` text,
	`at` integer NOT NULL,
	`message` text,
	`network_hash` text NOT NULL,
	`incident_id` text,
	`declared_at` integer
);
--> statement-breakpoint
CREATE INDEX `reports_by_component` ON `reports` (`component_id`,`at`);--> statement-breakpoint
CREATE INDEX `reports_by_incident` ON `reports` (`incident_id`) WHERE incident_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `reports_by_age` ON `reports` (`at`);--> statement-breakpoint
ALTER TABLE `settings` ADD `report_threshold` integer;