''
  line
    indented ${toString 1}
''
