CREATE TABLE `schedule_calendars` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`schedule_id` text NOT NULL,
	`token` text NOT NULL,
	`token_hash` text NOT NULL,
	FOREIGN KEY (`schedule_id`) REFERENCES `schedules`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `schedule_calendars_by_schedule` ON `schedule_calendars` (`schedule_id`);--> statement-breakpoint
CREATE INDEX `schedule_calendars_by_token` ON `schedule_calendars` (`token_hash`);