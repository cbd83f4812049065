CREATE TABLE `digest_settings` (
	`user_id` text PRIMARY KEY NOT NULL,
	`wanted` integer NOT NULL,
	`weekday` integer NOT NULL,
	`hour` integer NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `digests` (
	`user_id` text NOT NULL,
	`week` text NOT NULL,
	`due_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	`claimed_until` integer NOT NULL,
	`settled_at` integer,
	`outcome` text,
	PRIMARY KEY(`user_id`, `week`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `digests_waiting` ON `digests` (`settled_at`,`claimed_until`);--> statement-breakpoint
CREATE TABLE `replay_links` (
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
CREATE UNIQUE INDEX `replay_links_by_secret` ON `replay_links` (`secret_hash`);--> statement-breakpoint
CREATE INDEX `replay_links_by_incident` ON `replay_links` (`incident_id`,`id`);--> statement-breakpoint
CREATE TABLE `settings` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`remediations_stopped` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `remediation_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`remediation_id` text NOT NULL,
	`incident_id` text NOT NULL,
	`turn` integer NOT NULL,
	`claimed_at` integer NOT NULL,
	`until_at` integer NOT NULL,
	`finished_at` integer,
	`result` text
);
--> statement-breakpoint
CREATE INDEX `remediation_runs_by_turn` ON `remediation_runs` (`remediation_id`,`turn`);--> statement-breakpoint
CREATE INDEX `remediation_runs_by_age` ON `remediation_runs` (`claimed_at`);--> statement-breakpoint
CREATE TABLE `remediations` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`name` text NOT NULL,
	`service_id` text NOT NULL,
	`url` text NOT NULL,
	`secret` text NOT NULL,
	`mode` text NOT NULL,
	`timeout_seconds` integer NOT NULL,
	`max_runs` integer NOT NULL,
	`max_runs_per_hour` integer NOT NULL,
	`cool_down_seconds` integer NOT NULL,
	`verify_seconds` integer NOT NULL,
	`before_paging_seconds` integer NOT NULL,
	`during_maintenance` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `remediations_by_service` ON `remediations` (`service_id`);--> statement-breakpoint
CREATE TABLE `action_item_issues` (
	`action_item_id` text PRIMARY KEY NOT NULL,
	`tracker_id` text NOT NULL,
	`marker` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`claimed_until` integer NOT NULL,
	`may_exist` integer NOT NULL,
	`key` text,
	`detail` text,
	`requested_at` integer NOT NULL,
	`requested_by` text NOT NULL,
	FOREIGN KEY (`action_item_id`) REFERENCES `action_items`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `action_item_issues_waiting` ON `action_item_issues` (`state`,`claimed_until`);--> statement-breakpoint
CREATE TABLE `trackers` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`settings` text NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`secret` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `incident_facts` ADD `acknowledged_via` text;--> statement-breakpoint
ALTER TABLE `incident_facts` ADD `update_gaps` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `incident_facts` ADD `has_runbook` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `incident_facts` ADD `review` text;--> statement-breakpoint
ALTER TABLE `incident_facts` ADD `actions` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `unfolded_incidents` ADD `mark` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `action_items` ADD `proposal` text;--> statement-breakpoint
ALTER TABLE `services` ADD `soak_seconds` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `reviews_public` ON `reviews` (`published_at`) WHERE "reviews"."public_text" is not null;--> statement-breakpoint
INSERT INTO unfolded_incidents (incident_id) SELECT id FROM incidents WHERE id NOT IN (SELECT incident_id FROM unfolded_incidents);--> statement-breakpoint
CREATE TRIGGER reviews_begin_unfolded AFTER INSERT ON reviews
WHEN EXISTS (SELECT 1 FROM incidents WHERE id = NEW.incident_id)
BEGIN INSERT INTO unfolded_incidents (incident_id, mark) VALUES (NEW.incident_id, abs(random() % 1000000000000)) ON CONFLICT (incident_id) DO UPDATE SET mark = excluded.mark; END;--> statement-breakpoint
CREATE TRIGGER reviews_go_on_unfolded AFTER UPDATE OF due_at, published_at, skipped_at, cause ON reviews
WHEN EXISTS (SELECT 1 FROM incidents WHERE id = NEW.incident_id)
BEGIN INSERT INTO unfolded_incidents (incident_id, mark) VALUES (NEW.incident_id, abs(random() % 1000000000000)) ON CONFLICT (incident_id) DO UPDATE SET mark = excluded.mark; END;--> statement-breakpoint
CREATE TRIGGER reviews_end_unfolded AFTER DELETE ON reviews
WHEN EXISTS (SELECT 1 FROM incidents WHERE id = OLD.incident_id)
BEGIN INSERT INTO unfolded_incidents (incident_id, mark) VALUES (OLD.incident_id, abs(random() % 1000000000000)) ON CONFLICT (incident_id) DO UPDATE SET mark = excluded.mark; END;--> statement-breakpoint
CREATE TRIGGER action_items_begin_unfolded AFTER INSERT ON action_items
WHEN EXISTS (SELECT 1 FROM incidents WHERE id = NEW.incident_id)
BEGIN INSERT INTO unfolded_incidents (incident_id, mark) VALUES (NEW.incident_id, abs(random() % 1000000000000)) ON CONFLICT (incident_id) DO UPDATE SET mark = excluded.mark; END;--> statement-breakpoint
CREATE TRIGGER action_items_go_on_unfolded AFTER UPDATE OF due_at, closed_at, state, incident_id ON action_items
WHEN EXISTS (SELECT 1 FROM incidents WHERE id = NEW.incident_id)
BEGIN INSERT INTO unfolded_incidents (incident_id, mark) VALUES (NEW.incident_id, abs(random() % 1000000000000)) ON CONFLICT (incident_id) DO UPDATE SET mark = excluded.mark; END;--> statement-breakpoint
CREATE TRIGGER action_items_leave_unfolded AFTER UPDATE OF incident_id ON action_items
WHEN EXISTS (SELECT 1 FROM incidents WHERE id = OLD.incident_id)
BEGIN INSERT INTO unfolded_incidents (incident_id, mark) VALUES (OLD.incident_id, abs(random() % 1000000000000)) ON CONFLICT (incident_id) DO UPDATE SET mark = excluded.mark; END;--> statement-breakpoint
CREATE TRIGGER action_items_end_unfolded AFTER DELETE ON action_items
WHEN EXISTS (SELECT 1 FROM incidents WHERE id = OLD.incident_id)
BEGIN INSERT INTO unfolded_incidents (incident_id, mark) VALUES (OLD.incident_id, abs(random() % 1000000000000)) ON CONFLICT (incident_id) DO UPDATE SET mark = excluded.mark; END;
