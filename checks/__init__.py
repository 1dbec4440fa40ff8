"""The ground floor: facts in, findings out. No network, disk, clock or scheduler; never imports `flows`."""
