CREATE TABLE `__new_feed` (
	`id` text NOT NULL,
	`at` integer NOT NULL,
	`booking_id` text,
	`line` text NOT NULL,
	PRIMARY KEY(`at`, `id`)
);
--> statement-breakpoint
INSERT INTO `__new_feed`("rowid", "id", "at", "booking_id", "line") SELECT "rowid", "id", "at", "booking_id", "line" FROM `feed`;--> statement-breakpoint
DROP TABLE `feed`;--> statement-breakpoint
ALTER TABLE `__new_feed` RENAME TO `feed`;--> statement-breakpoint
CREATE INDEX `feed_by_booking` ON `feed` (`booking_id`,`at`);--> statement-breakpoint
CREATE TABLE `__new_circle_updates` (
	`id` integer PRIMARY KEY NOT NULL,
	`circle` text NOT NULL,
	`document` text NOT NULL,
	`update` blob NOT NULL
);
--> statement-breakpoint
INSERT INTO `__new_circle_updates`("id", "circle", "document", "update") SELECT "id", "circle", "document", "update" FROM `circle_updates`;--> statement-breakpoint
DROP TABLE `circle_updates`;--> statement-breakpoint
ALTER TABLE `__new_circle_updates` RENAME TO `circle_updates`;--> statement-breakpoint
CREATE INDEX `circle_updates_by_document` ON `circle_updates` (`circle`,`document`,`id`);--> statement-breakpoint
CREATE TABLE `__new_received` (
	`circle` text NOT NULL,
	`device` text NOT NULL,
	`first` integer NOT NULL,
	`upto` integer NOT NULL,
	PRIMARY KEY(`circle`, `device`, `first`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_received`("circle", "device", "first", "upto") SELECT "circle", "device", "first", "upto" FROM `received`;--> statement-breakpoint
DROP TABLE `received`;--> statement-breakpoint
ALTER TABLE `__new_received` RENAME TO `received`;--> statement-breakpoint
CREATE TABLE `__new_applied` (
	`circle` text NOT NULL,
	`device` text NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL,
	`document` text NOT NULL,
	PRIMARY KEY(`circle`, `device`, `seq`, `hash`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_applied`("circle", "device", "seq", "hash", "document") SELECT "circle", "device", "seq", "hash", "document" FROM `applied`;--> statement-breakpoint
DROP TABLE `applied`;--> statement-breakpoint
ALTER TABLE `__new_applied` RENAME TO `applied`;
