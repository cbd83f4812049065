CREATE TABLE `cancelled_maintenances` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`title` text NOT NULL,
	`description` text NOT NULL,
	`component_ids` text NOT NULL,
	`starts_at` integer NOT NULL,
	`verify_seconds` integer NOT NULL,
	`verifying_at` integer,
	`ends_at` integer NOT NULL,
	`planned_starts_at` integer NOT NULL,
	`planned_ends_at` integer NOT NULL,
	`cancelled_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `cancelled_maintenances_by_time` ON `cancelled_maintenances` (`cancelled_at`);