{ inherit x; y = x; }
