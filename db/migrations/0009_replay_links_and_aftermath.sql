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
ALTER TABLE `incident_facts` ADD `acknowledged_via` text;--> statement-breakpoint
ALTER TABLE `incident_facts` ADD `update_gaps` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `incident_facts` ADD `has_runbook` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `incident_facts` ADD `review` text;--> statement-breakpoint
ALTER TABLE `incident_facts` ADD `actions` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `unfolded_incidents` ADD `mark` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
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
