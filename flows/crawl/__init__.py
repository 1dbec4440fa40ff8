"""From a registry row to the bytes of its report: polite fetching, discovery, outcomes and evidence."""
