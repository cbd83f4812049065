CREATE TABLE `incident_facts` (
	`incident_id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`service_id` text NOT NULL,
	`severity` text NOT NULL,
	`source_kind` text NOT NULL,
	`source_id` text,
	`detected_at` integer NOT NULL,
	`triggered_at` integer NOT NULL,
	`acknowledged_at` integer,
	`resolved_at` integer,
	`resolved_by` text,
	`reopened_count` integer NOT NULL,
	`is_drill` integer NOT NULL,
	`is_merged` integer NOT NULL,
	`disposition` text,
	`pages` text NOT NULL,
	`page_count` integer NOT NULL,
	`night_page_count` integer NOT NULL,
	`updates_kept` integer NOT NULL,
	`updates_late` integer NOT NULL,
	`last_seq` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `incident_facts_by_time` ON `incident_facts` (`triggered_at`);--> statement-breakpoint
CREATE INDEX `incident_facts_by_service` ON `incident_facts` (`service_id`,`triggered_at`);--> statement-breakpoint
CREATE TABLE `unfolded_incidents` (
	`incident_id` text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
INSERT INTO unfolded_incidents (incident_id) SELECT id FROM incidents;--> statement-breakpoint
CREATE TRIGGER incidents_begin_unfolded AFTER INSERT ON incidents
WHEN NOT EXISTS (SELECT 1 FROM unfolded_incidents WHERE incident_id = NEW.id)
BEGIN INSERT INTO unfolded_incidents (incident_id) VALUES (NEW.id); END;--> statement-breakpoint
CREATE TRIGGER incidents_go_on_unfolded AFTER UPDATE OF last_seq ON incidents
WHEN NOT EXISTS (SELECT 1 FROM unfolded_incidents WHERE incident_id = NEW.id)
BEGIN INSERT INTO unfolded_incidents (incident_id) VALUES (NEW.id); END;
