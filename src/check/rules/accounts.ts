/**
 * Accounts that NixOS's modules declare, or name as a default, whether they are on or not: a name among these may be
 * there although the fleet does not say it. Taken from nixpkgs of 2026-07-14.
 */
export const nixosGroups: ReadonlySet<string> = words(`
  _lldpd _tuptime acme activemq actual adm admin aerospike agorakit airsonic akkoma alerta alertmanager-gotify
  alertmanager-ntfy amule anubis anuko_time_tracker apache-kafka archisteamfarm aria2 artalk asterisk atd atticd
  audio audiobookshelf automatic-timezoned automx2 autotier avahi bacula bazarr bbworker bee bepasty beszel-agent
  bird bird-lg bitbox bitcoin bitmagnet bladerf blendfarm boinc bookstack borg bosun brlapi brltty btrbk buildbot
  bwdc caddy calibre-server calibre-web camera canaille cassandra cato-client cdrom ceph certspotter cfdyndns cfssl
  cgit cgminer changedetection-io chhoto-url chrony clamav clickhouse clock cloudflare-cached cloudflare-ddns
  cloudflared cloudlog cockroachdb coder collectd colord commafeed consul continuwuity cook-cli cool coral corectrl
  corteza cosmic-greeter couchdb cross-seed crossfire crossmacro crowdsec cyrus dante datadog davfs2 davis dawarich
  db-rest deepin-linglong deluge demo dependency-track dhcpcd dialout dictd discourse disk disnix distcc
  dkimproxy-out dms-greeter dnscache dnsdist dnsmasq docker docker-registry dolibarr dovecot dovecot2 dovenull
  dovenull2 dragonfly druid drupal dspam duplicati echoip ejabberd elasticsearch engelsystem ente epgstation ergo
  errbot ersatztv esphome etcd evdevremapkeys example exim fastnetmon fcron feedbackd filebrowser firebird
  firefly-iii firefly-iii-data-importer firezone-client flap-alerted flarum flatpak floppy forgejo fossorial
  foundationdb fourstore fourstorehttp freeciv freenet freshrss frigate frr frrvty ftdi ftp fwupd-refresh galene
  gamemode gancio gatus gdm gemstash geoclue geoserver git gitea gitit gitlab gitlab-runner gitolite glitchtip
  gmediarender gnome-initial-setup gnome-remote-desktop gns3 gnunet go-httpbin gocamo gocd-agent gocd-server gocron
  goeland gollum google-sudoers goss gotosocial govee2mqtt govplan gpsd grafana graphite grav graylog greeter
  guix-publish guixbuild h2o hackers hadoop haldaemon haproxy harmonia hass haven hbase hdfs headphones headscale
  heapster heisenbridge hercules-ci-agent hitch hledger hockeypuck homebox homebridge hound hqplayer hydra i2c i2p
  i2pd icecc icingaweb2 idevice ihaskell immich immich-kiosk inadyn incus incus-admin infinoted influxdb influxdb2
  ini input inventree invoiceplane iodined ipfs ipp ircd irkerd isso jackaudio jackett jai jellyfin jenkins jibri
  jitsi-meet jlink jool jupyter k40 kanboard kanidm kanidm-unixd kapacitor karakeep kasmweb kavita kea
  keepalived_script keycloak keys kimai kismet kmem kmonad knot knot-resolver kodi komga komodo-periphery
  kubernetes kvm lambdabot languagetool lavalink leaps legit librechat librenms librepods libretranslate libvirtd
  libvirtdbus lidarr lightdm lighttpd limesurvey linkding linkwarden liquidsoap lirc listmonk litestream lldap
  localhost localtimed logcheck loki lp lpadmin lubelogger maddy magnetico mail mailman mandb mapred mastodon
  mathics matrix-appservice-irc matrix-synapse matterbridge mattermost maubot mautrix-discord mautrix-meta
  mautrix-meta-registration mautrix-signal mautrix-telegram mautrix-whatsapp mchprs mediagoblin mediamtx mediatomb
  memcached meme-bingo-web memos meshtasticd messagebus microsocks microsoft-identity-broker mighttpd2 minecraft
  minetest minidlna minio misskey mjolnir mjpg-streamer mlmmj monero monetdb mongodb monica moodle moonraker
  moosefs mopidy mosquitto motioneye movim mpd msr munge munin murmur mysql nagios namecoin nats navidrome ncdns
  ncps nebula-lighthouse neo4j netbird netbox netdata networkmanager newrelic nextcloud nextcloud-spreed-signaling
  nexus nghttpx nginx ngircd nifi nix-serve nix-ssh nixbld nm-openvpn nntp-proxy nobody nogroup nscd nsd nslcd
  ntfy-sh ntopng ntp nullmailer nutmon nylon nzbget nzbhydra2 oauth2-proxy octoprint odoo oidentd olivetin ombi
  omnom oncall onepassword onepassword-cli onlyoffice open-web-calendar openbao opendkim openldap openrazer
  opensearch opentsdb openvpn opksshuser opnsense orangefs osgi osrm owamp owncast oxidized pacemaker paperless
  papra parsedmarc part-db patroni pcap pcscd pdfding pdns pdns-recursor pdnsd pds peerflix peering-manager
  peertube pgadmin pgbackrest pgbouncer photoprism photoview pihole pinchflat pipewire pixelfed pixiecore plantuml
  plasmalogin pleroma plex plexpy plugdev pocket-id podgrab podman polaris polkituser portunus postdrop postfix
  postfix-tlspol postgres postgrey postsrsd powerdnsadmin pretalx pretix privatebin privoxy proc prometheus prosody
  prosody-filer prunner public-inbox pulse pulse-access pulseaudio qbittorrent qemu-libvirtd quassel qui quickwit
  rabbitmq radarr radicale radicle radius radvd rdnssd reaction readarr recyclarr redis-pretalx redmine redsocks
  reframe remark42 render renovate reposilite resolvconf restadmin restic rethinkdb riemann riemanndash
  riemanntools roon-bridge roon-server root rosenpass rqbit rslsync rspamd rss2email rsshub rstudio-server rtkit
  rtorrent rustdesk rutorrent sabnzbd samba sanoid scanner scanservjs schleuder scion scollector sddm searx seat
  serviio sgx sgx_prv shadow shairport sheep_net sickbeard sillytavern sing-box siproxd sitespeed-io sks slimserver
  slurm slurmrestd smbguest smokeping smsd smtpd smtpq snipeit sniproxy sogo sonarr sonic soundmodem spamd spark
  speedtest-tracker spiped spire-agent squid sshd ssm-user starbound stargazer stash step-ca strfry strichliste
  students stump subsonic sufficient supybot suricata suwayomi syncoid syncthing systemd-coredump systemd-journal
  systemd-journal-gateway systemd-journal-remote systemd-network systemd-oom systemd-resolve systemd-timesync
  szurubooru tabby tabbyapi tailscale-nginx-auth tandoor_recipes tape taskchampion taskd tdarr teamspeak telegraf
  temporal terraria thelounge timekpr tinyauth tinydns tinyproxy tlsrpt tomcat tor toxvpn traefik trafficserver
  tranquil-pds transmission trezord trilium tss tt_rss tty turnserver tuwunel typesense ubertooth ubridge uhub
  uinput unbound unifi unifi-poller unifipoller unit unpackerr uptimed usbmux usbrelay usermetrics users utmp uucp
  uwsgi varnish vault vaultwarden vboxsf vboxuserdev vboxusers vdr veilid video vikunja vinyl-cache virtuoso
  vlagent vmagent vnstatd vsftpd wakapi wasabibackend webdav weblate weechat wheel whisparr whoami windmill
  wireshark wordpress wpa_supplicant writefreely wwwrun x x2go xandikos xrdp yarn ydotool your_spotify yourgroup
  youtrack ytdl-sub zabbix zammad zenohd zerobin zeronsd zeyple zigbee2mqtt zipline zitadel znc zoneminder
  zookeeper
`)

export const nixosUsers: ReadonlySet<string> = words(`
  _lldpd _name_ _tuptime acme activemq admin aerospike agorakit airsonic akkoma alerta alertmanager-gotify alice
  allowNoPasswordLogin amule anubis anuko_time_tracker apache-kafka archisteamfarm aria2 artalk asterisk atd atticd
  audiobookshelf automatic-timezoned automx2 avahi avahi-autoipd bacula bazarr bbworker bee bepasty beszel-agent
  biboumi bird bird-lg bitbox bitcoin bitmagnet blendfarm bluealsa boinc borg bosun brltty btrbk buildbot bwdc
  caddy cadvisor calibre-server calibre-web canaille cassandra cdrom ceph certspotter cfdyndns cfssl cgit cgminer
  changedetection-io chrony clamav clickhouse cloudflare-ddns cloudflared cloudlog cntlm cockroachdb coder collectd
  colord commafeed consul cook-cli cool corteza cosmic-greeter couchdb cross-seed crossfire crowdsec cups cyrus
  dante database datadog davfs2 davis dawarich db-rest db_user deepin-linglong defaultUserHome defaultUserShell
  deluge demo dhcpcd dictd disconnect_every_operation discourse disnix distcc dkimproxy-out dms-greeter dnscache
  dnsdist dnsmasq docker-registry dolibarr dovecot dovecot2 dovenull dovenull2 dragonfly druid drupal dspam
  duplicati ejabberd elasticsearch enforceIdUniqueness engelsystem epgstation ergo errbot ersatztv esphome etcd
  evdevremapkeys example exim fcron filebrowser firebird flarum flatpak foldingathome forgejo foundationdb freenet
  freshrss frigate frr frrvty ftp fusion-inventory fwupd-refresh galene gancio gdm gemstash geoclue geoserver git
  gitea gitlab gitlab-runner gitolite glitchtip gnome-remote-desktop gns3 gnunet gocd-agent gocd-server goeland
  gollum gotosocial govee2mqtt govplan gpsd grafana graphite grav graylog greeter grocy guix-publish guixbuild h2o
  hacluster hadoop haldaemon haproxy hass haven hbase hdfs headphones headscale heapster heisenbridge
  hercules-ci-agent hitch hledger hockeypuck homebridge host hound hqplayer httpfs hydra hydra-queue-runner
  hydra-www i2c i2p i2pd icecc icingaweb2 ihaskell immich inadyn infinoted influxdb inventree invoiceplane iodined
  ipfs ircd irkerd jackaudio jackett jai jellyfin jenkins jibri jupyter k40 kanboard kanidm kapacitor karakeep
  kasmweb kavita kea keepalived_script kimai kismet knot knot-resolver kodi komga komodo-periphery kubernetes
  lambdabot lavalink ldap leaps legit librechat librenms libretranslate libvirtdbus lidarr lightdm lighttpd
  limesurvey linkding linkwarden liquidsoap lirc litestream localhost localtimed logcheck loki lubelogger
  lxd-image-server maddy magnetico mailman mailman-web manageLingering mandb mapred mastodon matrix-appservice-irc
  matrix-synapse matterbridge mattermost maubot mautrix-discord mautrix-signal mautrix-telegram mautrix-whatsapp
  mchprs mediatomb memcached memos meshtasticd messagebus microsocks microsoft-identity-broker mighttpd2 minecraft
  minetest minidlna minio mirakurun misskey mjolnir mjpg-streamer mlmmj monero monetdb mongodb monica moodle
  moonraker moosefs mopidy mosquitto motd motdFile motioneye movim mpd munge munin murmur mutableUsers mysql nagios
  namecoin nats navidrome ncdns ncps nebula-lighthouse neo4j netbird netbox netdata newrelic nextcloud
  nextcloud-spreed-signaling nexus nghttpx nginx ngircd nifi nix-ssh nixbld nixos nm-iodine nm-openvpn nntp-proxy
  nobody nogroup nscd nsd nslcd ntfy-sh ntp nullmailer nutmon nylon nzbget nzbhydra2 oauth2-proxy octoprint odoo
  oidentd olivetin ombi omnom oncall onlyoffice open-web-calendar opendkim openldap opensearch opentsdb openvpn
  opksshuser opnsense orangefs osgi osrm owamp owncast oxidized packages paperless part-db password_column
  password_crypt pcscd pdfding pdns pdns-recursor pdnsd pds peerflix peering-manager peertube pgadmin pgbackrest
  pgbouncer photoprism photoview pihole pinchflat pipewire pixelfed pixiecore plantuml plasmalogin pleroma plex
  plexpy pocket-id podgrab polaris polkituser portunus postfix postfix-tlspol postgres postgrey postsrsd
  powerdnsadmin pretalx pretix privoxy prometheus prosody prosody-filer prunner public-inbox pulse pulseaudio
  qbittorrent qemu-libvirtd quassel qui quickwit rabbitmq radarr radicale radicle radius radvd rdnssd reaction
  readarr recyclarr redmine redsocks reframe remark42 reposilite restadmin restic rethinkdb riemann riemanndash
  riemanntools roon-bridge roon-server root rpc rqbit rslsync rspamd rss2email rstudio-server rtkit rtorrent
  rustdesk rutorrent sabnzbd samba scanner scanservjs schleuder scollector sddm searx seat serviio shairport
  sickbeard sing-box siproxd sitespeed-io sks skydns slimserver slurm slurmrestd smbguest smokeping smsd smtpd
  smtpq snipeit sniproxy sogo sonarr spamd spark spiped spire-agent squid sshd ssm-user starbound stargazer stash
  status_column step-ca strfry strichliste stump subsonic sufficient supybot suricata suwayomi syncoid syncthing
  systemd-coredump systemd-journal-gateway systemd-journal-remote systemd-network systemd-oom systemd-resolve
  systemd-timesync szurubooru table tailscale-nginx-auth tandoor_recipes taskd tcpcryptd tdarr teamspeak telegraf
  temporal terraria thelounge tinyauth tinydns tinyproxy tlsrpt tomcat tor toxvpn traefik trafficserver
  tranquil-pds transmission trezord trilium tss tt_rss turnserver ubertooth unbound unifi unifi-poller unifipoller
  unit unpackerr update_table uptimed user_column usermetrics uucp uwsgi value varnish vault vaultwarden vdr veilid
  video vikunja vnstatd vsftpd wakapi wasabibackend webdav weblate weechat wheel where_clause whisparr windmill
  wordpress wpa_supplicant writefreely wwwrun x x2go xrdp yandexdisk yarn ydotool youtrack ytdl-sub zabbix zammad
  zenohd zerobin zeronsd zeyple zigbee2mqtt zitadel znc zoneminder zookeeper
`)

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}
