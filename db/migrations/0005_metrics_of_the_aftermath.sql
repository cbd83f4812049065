ALTER TABLE `incident_facts` ADD `acknowledged_via` text;--> statement-breakpoint
ALTER TABLE `incident_facts` ADD `update_gaps` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `incident_facts` ADD `has_runbook` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `incident_facts` ADD `review` text;--> statement-breakpoint
ALTER TABLE `incident_facts` ADD `actions` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `unfolded_incidents` ADD `mark` integer DEFAULT 0 NOT NULL;