#!/bin/sh
# The chassis of ipmi_sim: DIRECTORY get|set|check NAME [VALUE] ...
directory=$1
verb=$2
shift 2
while [ $# -gt 0 ]; do
  case $verb:$1 in
    get:power) echo "power:$(cat "$directory/power" 2> /dev/null || echo 1)" ;;
    get:boot) echo "boot:$(cat "$directory/boot" 2> /dev/null || echo none)" ;;
    set:power | set:boot)
      echo "$2" > "$directory/$1"
      shift
      ;;
    set:*) shift ;;
  esac
  shift
done
