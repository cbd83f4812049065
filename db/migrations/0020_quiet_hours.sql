CREATE TABLE `shift_notices` (
	`schedule_id` text NOT NULL,
	`user_id` text NOT NULL,
	`what` text NOT NULL,
	`starts_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	`claimed_until` integer NOT NULL,
	`settled_at` integer,
	`outcome` text,
	PRIMARY KEY(`schedule_id`, `user_id`, `what`, `starts_at`),
	FOREIGN KEY (`schedule_id`) REFERENCES `schedules`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `shift_notices_waiting` ON `shift_notices` (`settled_at`,`claimed_until`);--> statement-breakpoint
ALTER TABLE `users` ADD `quiet_hours` text;