CREATE TABLE `check_in_settings` (
	`user_id` text PRIMARY KEY NOT NULL,
	`weekday` integer NOT NULL,
	`hour` integer NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `check_ins` (
	`user_id` text NOT NULL,
	`week` text NOT NULL,
	`due_at` integer NOT NULL,
	`step` text NOT NULL,
	`answered_at` integer,
	`attempts` integer NOT NULL,
	`claimed_until` integer NOT NULL,
	`settled_at` integer,
	`outcome` text,
	PRIMARY KEY(`user_id`, `week`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `check_ins_waiting` ON `check_ins` (`settled_at`,`claimed_until`);--> statement-breakpoint
ALTER TABLE `contact_methods` ADD `receipt_hours` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `contact_methods` ADD `last_test_at` integer;--> statement-breakpoint
ALTER TABLE `settings` ADD `weekly_check_in` integer;--> statement-breakpoint
ALTER TABLE `shift_notices` ADD `received_at` integer;