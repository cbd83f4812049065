CREATE TABLE `maintenances` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`title` text NOT NULL,
	`description` text NOT NULL,
	`component_ids` text NOT NULL,
	`monitor_ids` text NOT NULL,
	`starts_at` integer NOT NULL,
	`verify_seconds` integer NOT NULL,
	`verifying_at` integer,
	`ends_at` integer NOT NULL,
	`planned_starts_at` integer NOT NULL,
	`planned_ends_at` integer NOT NULL,
	`recurrence` text
);
--> statement-breakpoint
CREATE INDEX `maintenances_by_end` ON `maintenances` (`ends_at`);