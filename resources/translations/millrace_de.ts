<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Bottleneck</name>
    <message>
        <source>Programs run for each file</source>
        <translation>Programme, die für jede Datei laufen</translation>
    </message>
    <message>
        <source>Your own rate limit</source>
        <translation>Ihr eigenes Bandbreitenlimit</translation>
    </message>
    <message>
        <source>The server asks to slow down</source>
        <translation>Der Server bittet um Drosselung</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Datenträger</translation>
    </message>
    <message>
        <source>Memory limit</source>
        <translation>Arbeitsspeichergrenze</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Rate of a single connection</source>
        <translation>Rate einer einzelnen Verbindung</translation>
    </message>
    <message>
        <source>Network or server</source>
        <translation>Netzwerk oder Server</translation>
    </message>
    <message>
        <source>Listing of the keys</source>
        <translation>Auflisten der Schlüssel</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>parts waited %1 of their time for their bytes to be read; %2 went out</source>
        <translation>Teile warteten %1 ihrer Zeit darauf, dass ihre Bytes gelesen werden; %2 gingen hinaus</translation>
    </message>
    <message>
        <source>finished files waited for the disk %1 of the time before others could begin; writers were busy %2</source>
        <translation>fertige Dateien warteten %1 der Zeit auf den Datenträger, ehe andere beginnen konnten; Schreib-Threads waren %2 beschäftigt</translation>
    </message>
    <message>
        <source>writers were busy %1 of the time at %2; parts waited %3 of their time for them</source>
        <translation>Schreib-Threads waren %1 der Zeit beschäftigt, mit %2; Teile warteten %3 ihrer Zeit auf sie</translation>
    </message>
    <message numerus="yes">
        <source>Millrace used %1 of %n core(s)</source>
        <translation>
            <numerusform>Millrace nutzte %1 von einem Kern</numerusform>
            <numerusform>Millrace nutzte %1 von %n Kernen</numerusform>
        </translation>
    </message>
    <message>
        <source>, other programs %1</source>
        <translation>, andere Programme %1</translation>
    </message>
    <message>
        <source>; its workers ran or waited for a core %1 of the time</source>
        <translation>; seine Arbeiter liefen oder warteten %1 der Zeit auf einen Kern</translation>
    </message>
    <message>
        <source>, at %1</source>
        <translation>, bei %1</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message numerus="yes">
        <source>requests wait %1 each for their answer, %2 of the parts&apos; time; %3 requests a second over %n connection(s)</source>
        <translation>
            <numerusform>Anfragen warten je %1 auf ihre Antwort, %2 der Zeit der Teile; %3 Anfragen je Sekunde über eine Verbindung</numerusform>
            <numerusform>Anfragen warten je %1 auf ihre Antwort, %2 der Zeit der Teile; %3 Anfragen je Sekunde über %n Verbindungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>small requests wait %1 each for their first byte, %2 of the parts&apos; time; %3 requests a second over %n connection(s)</source>
        <translation>
            <numerusform>kleine Anfragen warten je %1 auf ihr erstes Byte, %2 der Zeit der Teile; %3 Anfragen je Sekunde über eine Verbindung</numerusform>
            <numerusform>kleine Anfragen warten je %1 auf ihr erstes Byte, %2 der Zeit der Teile; %3 Anfragen je Sekunde über %n Verbindungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>requests wait %1 each for their first byte, %2 of the parts&apos; time; %3 requests a second over %n connection(s)</source>
        <translation>
            <numerusform>Anfragen warten je %1 auf ihr erstes Byte, %2 der Zeit der Teile; %3 Anfragen je Sekunde über eine Verbindung</numerusform>
            <numerusform>Anfragen warten je %1 auf ihr erstes Byte, %2 der Zeit der Teile; %3 Anfragen je Sekunde über %n Verbindungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of the %2 that are allowed were used</source>
        <translation>%1 der erlaubten %2 wurden genutzt</translation>
    </message>
    <message>
        <source>%1 times (%2 of the requests), and parts spent %3 of their time backing off</source>
        <translation>%1-mal (%2 der Anfragen), und Teile warteten %3 ihrer Zeit, bevor sie es wieder versuchten</translation>
    </message>
    <message>
        <source>; it takes about %1 requests at a time</source>
        <translation>; er nimmt etwa %1 Anfragen zugleich an</translation>
    </message>
    <message>
        <source>parts waited %1 of their time for a buffer</source>
        <translation>Teile warteten %1 ihrer Zeit auf einen Puffer</translation>
    </message>
    <message numerus="yes">
        <source>each is capped near %1; %n connection(s) bring %2</source>
        <translation>
            <numerusform>jede ist bei etwa %1 begrenzt; eine Verbindung bringt %2</numerusform>
            <numerusform>jede ist bei etwa %1 begrenzt; %n Verbindungen bringen %2</numerusform>
        </translation>
    </message>
    <message>
        <source>full at %1; %2 connections brought no more than %3 (%4)</source>
        <translation>bei %1 ausgelastet; %2 Verbindungen brachten nicht mehr als %3 (%4)</translation>
    </message>
    <message numerus="yes">
        <source>%1 over %n connection(s) is what link and server gave; this machine had room</source>
        <translation>
            <numerusform>%1 über eine Verbindung gaben Leitung und Server her; dieser Rechner hatte Reserven</numerusform>
            <numerusform>%1 über %n Verbindungen gaben Leitung und Server her; dieser Rechner hatte Reserven</numerusform>
        </translation>
    </message>
    <message>
        <source>the run waited %1 of the time for the next keys</source>
        <translation>der Lauf wartete %1 der Zeit auf die nächsten Schlüssel</translation>
    </message>
    <message>
        <source>%1 connections at most would keep below what it takes.</source>
        <translation>Höchstens %1 Verbindungen blieben unter dem, was er annimmt.</translation>
    </message>
    <message>
        <source>Fewer connections would be refused less often.</source>
        <translation>Weniger Verbindungen würden seltener abgewiesen.</translation>
    </message>
    <message>
        <source>Another disk would help; so may more disk-writer threads or larger disk writes.</source>
        <translation>Ein anderer Datenträger würde helfen, vielleicht auch mehr Schreib-Threads oder größere Schreibvorgänge.</translation>
    </message>
    <message>
        <source>A single connection does not show whether each is capped or the link is full: try more.</source>
        <translation>Eine einzige Verbindung zeigt nicht, ob jede begrenzt oder die Leitung voll ist: versuchen Sie mehr.</translation>
    </message>
    <message>
        <source>With less else running on this machine it would be faster.</source>
        <translation>Liefe auf diesem Rechner weniger anderes, ginge es schneller.</translation>
    </message>
    <message>
        <source>A higher memory limit or smaller disk writes would help.</source>
        <translation>Eine höhere Speichergrenze oder kleinere Schreibvorgänge würden helfen.</translation>
    </message>
    <message>
        <source>More connections would help.</source>
        <translation>Mehr Verbindungen würden helfen.</translation>
    </message>
    <message>
        <source>More connections or larger parts would help.</source>
        <translation>Mehr Verbindungen oder größere Teile würden helfen.</translation>
    </message>
    <message>
        <source>Smaller parts would let more connections help.</source>
        <translation>Mit kleineren Teilen könnten mehr Verbindungen helfen.</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>waiting for the server</source>
        <translation>warten auf den Server</translation>
    </message>
    <message>
        <source>receiving</source>
        <translation>empfangen</translation>
    </message>
    <message>
        <source>sending</source>
        <translation>senden</translation>
    </message>
    <message>
        <source>throttled</source>
        <translation>gedrosselt</translation>
    </message>
    <message>
        <source>retrying</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>waiting for memory</source>
        <translation>warten auf Speicher</translation>
    </message>
    <message>
        <source>waiting for the disk</source>
        <translation>warten auf den Datenträger</translation>
    </message>
    <message>
        <source>held by the own limit</source>
        <translation>vom eigenen Limit gehalten</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>throttled requests</source>
        <translation>gedrosselte Anfragen</translation>
    </message>
    <message>
        <source>connections on average</source>
        <translation>Verbindungen im Mittel</translation>
    </message>
    <message>
        <source>connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>first byte</source>
        <translation>erstes Byte</translation>
    </message>
    <message>
        <source>rate per connection</source>
        <translation>Rate je Verbindung</translation>
    </message>
    <message>
        <source>rate to disk</source>
        <translation>Rate auf den Datenträger</translation>
    </message>
    <message>
        <source>disk writers busy</source>
        <translation>Schreib-Threads beschäftigt</translation>
    </message>
    <message>
        <source>CPU of this program</source>
        <translation>CPU dieses Programms</translation>
    </message>
    <message>
        <source>CPU of the machine</source>
        <translation>CPU des Rechners</translation>
    </message>
    <message>
        <source>workers ran or waited for a core</source>
        <translation>Arbeiter liefen oder warteten auf einen Kern</translation>
    </message>
    <message>
        <source>waiting for keys</source>
        <translation>warten auf Schlüssel</translation>
    </message>
    <message>
        <source>requests a second</source>
        <translation>Anfragen je Sekunde</translation>
    </message>
    <message>
        <source>requests taken at a time</source>
        <translation>zugleich angenommene Anfragen</translation>
    </message>
    <message>
        <source>limit</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>rate of one connection</source>
        <translation>Rate einer Verbindung</translation>
    </message>
    <message>
        <source>cores</source>
        <translation>Kerne</translation>
    </message>
    <message>
        <source>most connections</source>
        <translation>meiste Verbindungen</translation>
    </message>
    <message>
        <source>compared with connections</source>
        <translation>verglichen mit Verbindungen</translation>
    </message>
    <message>
        <source>rate with those</source>
        <translation>Rate mit diesen</translation>
    </message>
    <message>
        <source>waiting for finished files</source>
        <translation>warten auf fertige Dateien</translation>
    </message>
    <message>
        <source>waiting for the last parts</source>
        <translation>warten auf die letzten Teile</translation>
    </message>
    <message>
        <source>%1 of the time no file was begun, since they had not kept up</source>
        <translation>%1 der Zeit wurde keine Datei begonnen, weil sie nicht nachkamen</translation>
    </message>
    <message>
        <source>A program that does less, or hands its work on, would help.</source>
        <translation>Ein Programm, das weniger tut oder seine Arbeit weitergibt, würde helfen.</translation>
    </message>
    <message>
        <source>waiting for programs</source>
        <translation>warten auf Programme</translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source>resumed: %1 were here already</source>
        <translation>fortgesetzt: %1 waren schon da</translation>
    </message>
    <message>
        <source>started over: the resume journal is damaged (%1)</source>
        <translation>neu begonnen: Das Journal zur Fortsetzung ist beschädigt (%1)</translation>
    </message>
    <message>
        <source>started over: %1</source>
        <translation>neu begonnen: %1</translation>
    </message>
    <message>
        <source>the resume journal cannot be written: %1</source>
        <translation>das Journal zur Fortsetzung lässt sich nicht schreiben: %1</translation>
    </message>
    <message>
        <source>the earlier download was of another object</source>
        <translation>der frühere Download galt einem anderen Objekt</translation>
    </message>
    <message>
        <source>the object changed since the earlier download</source>
        <translation>das Objekt änderte sich seit dem früheren Download</translation>
    </message>
    <message>
        <source>the object changed during the download</source>
        <translation>das Objekt änderte sich während des Downloads</translation>
    </message>
    <message>
        <source>the server names no ETag, so nothing tells whether the object changed</source>
        <translation>der Server nennt keinen ETag, also verrät nichts, ob sich das Objekt geändert hat</translation>
    </message>
    <message>
        <source>the settings changed since the last run</source>
        <translation>die Einstellungen haben sich seit dem letzten Lauf geändert</translation>
    </message>
    <message>
        <source>the file changed since the last run</source>
        <translation>die Datei hat sich seit dem letzten Lauf geändert</translation>
    </message>
    <message>
        <source>the earlier upload is gone from the server</source>
        <translation>der frühere Upload ist auf dem Server nicht mehr da</translation>
    </message>
    <message>
        <source>the last run had sent all of it</source>
        <translation>der letzte Lauf hatte alles gesendet</translation>
    </message>
    <message>
        <source>validation was switched off</source>
        <translation>die Prüfung war abgeschaltet</translation>
    </message>
    <message>
        <source>its checksum does not fit the part size, and the bytes were dropped as they came</source>
        <translation>seine Prüfsumme passt nicht zur Teilgröße, und die Bytes wurden gleich verworfen</translation>
    </message>
    <message>
        <source>its checksum needs the bytes in order, and they were dropped as they came</source>
        <translation>seine Prüfsumme braucht die Bytes der Reihe nach, und sie wurden gleich verworfen</translation>
    </message>
    <message>
        <source>the %1 fits none of the usual part sizes, so it proves nothing</source>
        <translation>%1 passt zu keiner der üblichen Teilgrößen und beweist daher nichts</translation>
    </message>
    <message>
        <source>the object is encrypted with a key that makes its ETag no checksum</source>
        <translation>das Objekt ist mit einem Schlüssel verschlüsselt, durch den sein ETag keine Prüfsumme ist</translation>
    </message>
    <message>
        <source>the server gives no checksum of it</source>
        <translation>der Server nennt keine Prüfsumme dafür</translation>
    </message>
    <message>
        <source>the server refuses checksums; parts are checked by their ETags</source>
        <translation>der Server lehnt Prüfsummen ab; Teile werden anhand ihrer ETags geprüft</translation>
    </message>
    <message>
        <source>already current (size and time)</source>
        <translation>bereits aktuell (Größe und Zeit)</translation>
    </message>
    <message>
        <source>already current (%1)</source>
        <translation>bereits aktuell (%1)</translation>
    </message>
    <message>
        <source>there is a file of this name already</source>
        <translation>eine Datei dieses Namens gibt es schon</translation>
    </message>
    <message>
        <source>a folder</source>
        <translation>ein Ordner</translation>
    </message>
    <message>
        <source>transformed to %1</source>
        <translation>umgewandelt zu %1</translation>
    </message>
    <message>
        <source>a key that ends in `/` but has bytes is no folder</source>
        <translation>ein Schlüssel, der auf `/` endet, aber Bytes hat, ist kein Ordner</translation>
    </message>
    <message>
        <source>%1 is also a folder</source>
        <translation>%1 ist auch ein Ordner</translation>
    </message>
    <message>
        <source>%1 is also a file</source>
        <translation>%1 ist auch eine Datei</translation>
    </message>
    <message>
        <source>differs from another key only by case or Unicode form</source>
        <translation>unterscheidet sich von einem anderen Schlüssel nur in Groß- und Kleinschreibung oder Unicode-Form</translation>
    </message>
    <message>
        <source>another key has the same local path</source>
        <translation>ein anderer Schlüssel hat denselben lokalen Pfad</translation>
    </message>
    <message>
        <source>the path is too long</source>
        <translation>der Pfad ist zu lang</translation>
    </message>
    <message>
        <source>the parts sent so far are kept on the server; the same command goes on with them</source>
        <translation>die bisher gesendeten Teile bleiben auf dem Server; derselbe Befehl macht damit weiter</translation>
    </message>
    <message>
        <source>the parts sent so far could not be removed from the server: %1</source>
        <translation>die bisher gesendeten Teile ließen sich nicht vom Server entfernen: %1</translation>
    </message>
    <message>
        <source>the proxy %1 does it</source>
        <translation>das macht der Proxy %1</translation>
    </message>
    <message>
        <source>likewise</source>
        <translation>ebenso</translation>
    </message>
    <message>
        <source>port %1, %2</source>
        <translation>Port %1, %2</translation>
    </message>
    <message>
        <source>plain http: what is sent can be read on the way</source>
        <translation>einfaches HTTP: Gesendetes kann unterwegs mitgelesen werden</translation>
    </message>
    <message>
        <source>anonymous, %1</source>
        <translation>anonym, %1</translation>
    </message>
    <message>
        <source>accepted, %1</source>
        <translation>angenommen, %1</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>there are no buckets yet</source>
        <translation>es gibt noch keine Buckets</translation>
    </message>
    <message>
        <source>there is no object to read</source>
        <translation>es gibt kein Objekt zu lesen</translation>
    </message>
    <message>
        <source>bucket &quot;%1&quot;</source>
        <translation>Bucket „%1“</translation>
    </message>
    <message>
        <source>first byte in %1</source>
        <translation>erstes Byte nach %1</translation>
    </message>
    <message>
        <source>the queue has no entry %1</source>
        <translation>die Warteschlange hat keinen Eintrag %1</translation>
    </message>
    <message>
        <source>the transfer failed</source>
        <translation>die Übertragung ist gescheitert</translation>
    </message>
    <message>
        <source>nothing is under this prefix, or nothing matches</source>
        <translation>unter diesem Präfix ist nichts, oder nichts passt</translation>
    </message>
    <message>
        <source>%1 files failed</source>
        <translation>%1 Dateien sind gescheitert</translation>
    </message>
    <message>
        <source>there is nothing to tune with: no object was found</source>
        <translation>zum Messen ist nichts da: Es wurde kein Objekt gefunden</translation>
    </message>
    <message>
        <source>the file was changed while it was being uploaded</source>
        <translation>die Datei wurde während des Uploads geändert</translation>
    </message>
    <message>
        <source>the object is larger than S3 allows</source>
        <translation>das Objekt ist größer, als S3 erlaubt</translation>
    </message>
    <message>
        <source>the answer carries no ETag</source>
        <translation>die Antwort enthält keinen ETag</translation>
    </message>
    <message>
        <source>out of memory</source>
        <translation>kein Speicher mehr</translation>
    </message>
    <message>
        <source>opening: each of %1 connections brings only %2</source>
        <translation>Anlauf: jede von %1 Verbindungen bringt nur %2</translation>
    </message>
    <message>
        <source>the server asked to slow down with %1 requests in flight</source>
        <translation>der Server bat bei %1 Anfragen unterwegs um Verlangsamung</translation>
    </message>
    <message>
        <source>%1 of the parts wait for the disk, which is busy %2 of the time</source>
        <translation>%1 der Teile warten auf den Datenträger, der %2 der Zeit beschäftigt ist</translation>
    </message>
    <message>
        <source>%1 of the requests wait for their first byte, %2 ms each: larger parts for the files to come</source>
        <translation>%1 der Anfragen warten auf ihr erstes Byte, je %2 ms: größere Teile für die folgenden Dateien</translation>
    </message>
    <message>
        <source>no more connections: the processor is full (%1 of all cores)</source>
        <translation>keine weiteren Verbindungen: Der Prozessor ist ausgelastet (%1 aller Kerne)</translation>
    </message>
    <message>
        <source>%1 connections bring %2, %3 each: do more bring more?</source>
        <translation>%1 Verbindungen bringen %2, jede %3: Bringen mehr auch mehr?</translation>
    </message>
    <message>
        <source>the rate fell from %1 to %2 while first bytes take %3 ms instead of %4: fewer connections</source>
        <translation>die Rate fiel von %1 auf %2, während erste Bytes %3 statt %4 ms brauchen: weniger Verbindungen</translation>
    </message>
    <message>
        <source>the rate fell from %1 to %2: measuring again</source>
        <translation>die Rate fiel von %1 auf %2: Es wird neu gemessen</translation>
    </message>
    <message>
        <source>first bytes take %1 ms, %2 when there were fewer: do fewer connections do as well?</source>
        <translation>erste Bytes brauchen %1 ms, mit weniger waren es %2: Genügen weniger Verbindungen?</translation>
    </message>
    <message>
        <source>the processor is full: do fewer connections do as well?</source>
        <translation>der Prozessor ist ausgelastet: Genügen weniger Verbindungen?</translation>
    </message>
    <message>
        <source>more brought nothing: do fewer connections do as well?</source>
        <translation>mehr brachten nichts: Genügen weniger Verbindungen?</translation>
    </message>
    <message>
        <source>more disk threads brought nothing: </source>
        <translation>mehr Schreib-Threads brachten nichts: </translation>
    </message>
    <message>
        <source>more connections brought nothing: </source>
        <translation>mehr Verbindungen brachten nichts: </translation>
    </message>
    <message>
        <source>fewer cost speed: </source>
        <translation>weniger kosten Tempo: </translation>
    </message>
    <message>
        <source>%1 instead of %2</source>
        <translation>%1 statt %2</translation>
    </message>
    <message>
        <source>one is a %1, the other a %2</source>
        <translation>der eine ist ein %1, der andere ein %2</translation>
    </message>
    <message>
        <source>they moved different sources (%1; %2)</source>
        <translation>sie bewegten verschiedene Quellen (%1; %2)</translation>
    </message>
    <message>
        <source>one went to disk, the other to memory</source>
        <translation>der eine ging auf den Datenträger, der andere in den Speicher</translation>
    </message>
    <message>
        <source>they moved different amounts (%1; %2)</source>
        <translation>sie bewegten verschiedene Mengen (%1; %2)</translation>
    </message>
    <message>
        <source>the benchmarks differ in %1 (%2; %3)</source>
        <translation>die Messungen unterscheiden sich in %1 (%2; %3)</translation>
    </message>
    <message>
        <source>they ran on different machines</source>
        <translation>sie liefen auf verschiedenen Rechnern</translation>
    </message>
    <message>
        <source>the %1 did not complete</source>
        <translation>der %1 wurde nicht fertig</translation>
    </message>
    <message>
        <source>mean %1</source>
        <translation>Mittel %1</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>%1 von %2 fertig</translation>
    </message>
    <message>
        <source>%1 (%2 over the network)</source>
        <translation>%1 (%2 über das Netz)</translation>
    </message>
    <message>
        <source>%1; asked to slow down %2 times</source>
        <translation>%1; %2-mal um Verlangsamung gebeten</translation>
    </message>
    <message>
        <source>%1 s (%2 s a GiB)</source>
        <translation>%1 s (%2 s je GiB)</translation>
    </message>
    <message>
        <source>%1 (%2 Gbit/s)</source>
        <translation>%1 (%2 Gbit/s)</translation>
    </message>
    <message>
        <source>first</source>
        <translation>erste</translation>
    </message>
    <message>
        <source>second</source>
        <translation>zweite</translation>
    </message>
    <message>
        <source>%1: started over</source>
        <translation>%1: neu begonnen</translation>
    </message>
    <message>
        <source>there is no such object</source>
        <translation>dieses Objekt gibt es nicht</translation>
    </message>
    <message>
        <source>there is no such bucket</source>
        <translation>diesen Bucket gibt es nicht</translation>
    </message>
    <message>
        <source>the connection was refused</source>
        <translation>die Verbindung wurde abgewiesen</translation>
    </message>
    <message>
        <source>the connection was lost</source>
        <translation>die Verbindung brach ab</translation>
    </message>
    <message>
        <source>the connection was lost before an answer came</source>
        <translation>die Verbindung brach ab, ehe eine Antwort kam</translation>
    </message>
    <message>
        <source>the connection was lost before the whole answer had come</source>
        <translation>die Verbindung brach ab, ehe die ganze Antwort da war</translation>
    </message>
    <message>
        <source>the answer was not HTTP</source>
        <translation>die Antwort war kein HTTP</translation>
    </message>
    <message>
        <source>the host name could not be resolved</source>
        <translation>der Rechnername ließ sich nicht auflösen</translation>
    </message>
    <message>
        <source>the host could not be reached: </source>
        <translation>der Rechner war nicht zu erreichen: </translation>
    </message>
    <message>
        <source>the proxy could not be used</source>
        <translation>der Proxy ließ sich nicht benutzen</translation>
    </message>
    <message>
        <source>the TLS handshake failed</source>
        <translation>der TLS-Handshake ist gescheitert</translation>
    </message>
    <message>
        <source>the TLS handshake failed: </source>
        <translation>der TLS-Handshake ist gescheitert: </translation>
    </message>
    <message>
        <source>%1:%2 does not answer</source>
        <translation>%1:%2 antwortet nicht</translation>
    </message>
    <message>
        <source>there is no such version of the object</source>
        <translation>diese Version des Objekts gibt es nicht</translation>
    </message>
    <message>
        <source>there is no such multipart upload; it may have been aborted or completed</source>
        <translation>diesen mehrteiligen Upload gibt es nicht; er wurde vielleicht abgebrochen oder beendet</translation>
    </message>
    <message>
        <source>the bucket name is not valid</source>
        <translation>der Bucket-Name ist ungültig</translation>
    </message>
    <message>
        <source>access denied</source>
        <translation>Zugriff verweigert</translation>
    </message>
    <message>
        <source>all access to this object has been disabled</source>
        <translation>jeder Zugriff auf dieses Objekt ist abgeschaltet</translation>
    </message>
    <message>
        <source>there is a problem with the account</source>
        <translation>mit dem Konto gibt es ein Problem</translation>
    </message>
    <message>
        <source>the account is not signed up for this service</source>
        <translation>das Konto ist für diesen Dienst nicht angemeldet</translation>
    </message>
    <message>
        <source>the user is suspended</source>
        <translation>der Benutzer ist gesperrt</translation>
    </message>
    <message>
        <source>the access key id is not known to the server</source>
        <translation>der Server kennt die Zugriffsschlüssel-ID nicht</translation>
    </message>
    <message>
        <source>the signature does not match: the secret access key is wrong</source>
        <translation>die Signatur passt nicht: Der geheime Schlüssel ist falsch</translation>
    </message>
    <message>
        <source>the session token has expired</source>
        <translation>das Sitzungstoken ist abgelaufen</translation>
    </message>
    <message>
        <source>the session token must be refreshed</source>
        <translation>das Sitzungstoken muss erneuert werden</translation>
    </message>
    <message>
        <source>the signed request has expired</source>
        <translation>die signierte Anfrage ist abgelaufen</translation>
    </message>
    <message>
        <source>the session token is malformed or belongs to another key</source>
        <translation>das Sitzungstoken ist fehlerhaft oder gehört zu einem anderen Schlüssel</translation>
    </message>
    <message>
        <source>this machine&apos;s clock and the server&apos;s are too far apart</source>
        <translation>die Uhren dieses Rechners und des Servers gehen zu weit auseinander</translation>
    </message>
    <message>
        <source>the bucket must be addressed at another endpoint</source>
        <translation>der Bucket muss über einen anderen Endpunkt angesprochen werden</translation>
    </message>
    <message>
        <source>the bucket is in another region</source>
        <translation>der Bucket liegt in einer anderen Region</translation>
    </message>
    <message>
        <source>the object changed since the transfer began</source>
        <translation>das Objekt hat sich seit Beginn der Übertragung geändert</translation>
    </message>
    <message>
        <source>another request changed the object meanwhile</source>
        <translation>eine andere Anfrage hat das Objekt inzwischen geändert</translation>
    </message>
    <message>
        <source>the object is archived and must be restored before it can be read</source>
        <translation>das Objekt ist archiviert und muss vor dem Lesen wiederhergestellt werden</translation>
    </message>
    <message>
        <source>another conflicting operation is in progress</source>
        <translation>ein anderer, unvereinbarer Vorgang läuft gerade</translation>
    </message>
    <message>
        <source>the bucket name is taken</source>
        <translation>der Bucket-Name ist vergeben</translation>
    </message>
    <message>
        <source>the bucket exists already</source>
        <translation>den Bucket gibt es schon</translation>
    </message>
    <message>
        <source>the bucket is not empty</source>
        <translation>der Bucket ist nicht leer</translation>
    </message>
    <message>
        <source>the server asks to slow down</source>
        <translation>der Server bittet um Verlangsamung</translation>
    </message>
    <message>
        <source>the service is not available at the moment</source>
        <translation>der Dienst ist zurzeit nicht verfügbar</translation>
    </message>
    <message>
        <source>the bandwidth limit of the account is used up</source>
        <translation>das Bandbreitenlimit des Kontos ist ausgeschöpft</translation>
    </message>
    <message>
        <source>the server waited too long for the request</source>
        <translation>der Server wartete zu lange auf die Anfrage</translation>
    </message>
    <message>
        <source>the server received other bytes than the checksum tells</source>
        <translation>der Server erhielt andere Bytes, als die Prüfsumme besagt</translation>
    </message>
    <message>
        <source>the server received other bytes than were signed</source>
        <translation>der Server erhielt andere Bytes als die signierten</translation>
    </message>
    <message>
        <source>the server received fewer bytes than announced</source>
        <translation>der Server erhielt weniger Bytes als angekündigt</translation>
    </message>
    <message>
        <source>the object is shorter than the range asked for</source>
        <translation>das Objekt ist kürzer als der verlangte Bereich</translation>
    </message>
    <message>
        <source>the key is longer than 1024 bytes</source>
        <translation>der Schlüssel ist länger als 1024 Bytes</translation>
    </message>
    <message>
        <source>the server had an internal error</source>
        <translation>der Server hatte einen internen Fehler</translation>
    </message>
    <message>
        <source>the server does not offer this operation</source>
        <translation>der Server bietet diesen Vorgang nicht an</translation>
    </message>
    <message>
        <source>the server does not allow this operation here</source>
        <translation>der Server erlaubt diesen Vorgang hier nicht</translation>
    </message>
    <message>
        <source>the proxy asks for a user name and password</source>
        <translation>der Proxy verlangt Benutzername und Passwort</translation>
    </message>
    <message>
        <source>the request conflicts with another</source>
        <translation>die Anfrage verträgt sich nicht mit einer anderen</translation>
    </message>
</context>
<context>
    <name>Duration</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 d %2 h</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>The server&apos;s name cannot be resolved</source>
        <translation>Der Name des Servers lässt sich nicht auflösen</translation>
    </message>
    <message>
        <source>Nothing listens at the endpoint (connection refused)</source>
        <translation>Am Endpunkt antwortet nichts (Verbindung abgelehnt)</translation>
    </message>
    <message>
        <source>The connection broke again and again</source>
        <translation>Die Verbindung ist immer wieder abgebrochen</translation>
    </message>
    <message>
        <source>No trusted TLS connection could be made</source>
        <translation>Es kam keine vertrauenswürdige TLS-Verbindung zustande</translation>
    </message>
    <message>
        <source>The proxy refused or could not be reached</source>
        <translation>Der Proxy hat abgelehnt oder ist nicht erreichbar</translation>
    </message>
    <message>
        <source>What answered is no S3 service</source>
        <translation>Was geantwortet hat, ist kein S3-Dienst</translation>
    </message>
    <message>
        <source>This computer&apos;s clock differs too much from the server&apos;s</source>
        <translation>Die Uhr dieses Rechners weicht zu stark von der des Servers ab</translation>
    </message>
    <message>
        <source>The bucket is in another region</source>
        <translation>Der Bucket liegt in einer anderen Region</translation>
    </message>
    <message>
        <source>The server does not know this access key</source>
        <translation>Der Server kennt diesen Zugriffsschlüssel nicht</translation>
    </message>
    <message>
        <source>The secret key does not belong to the access key</source>
        <translation>Der geheime Schlüssel gehört nicht zum Zugriffsschlüssel</translation>
    </message>
    <message>
        <source>Access denied</source>
        <translation>Zugriff verweigert</translation>
    </message>
    <message>
        <source>No credentials were found</source>
        <translation>Es wurden keine Zugangsdaten gefunden</translation>
    </message>
    <message>
        <source>The session token has expired</source>
        <translation>Das Sitzungstoken ist abgelaufen</translation>
    </message>
    <message>
        <source>No such bucket</source>
        <translation>Diesen Bucket gibt es nicht</translation>
    </message>
    <message>
        <source>No such object</source>
        <translation>Dieses Objekt gibt es nicht</translation>
    </message>
    <message>
        <source>The object was replaced while it was being read</source>
        <translation>Das Objekt wurde während des Lesens ersetzt</translation>
    </message>
    <message>
        <source>The server sent other bytes than the range asked for</source>
        <translation>Der Server hat andere Bytes geschickt als den angeforderten Bereich</translation>
    </message>
    <message>
        <source>The server keeps ending its answers early</source>
        <translation>Der Server beendet seine Antworten immer wieder vorzeitig</translation>
    </message>
    <message>
        <source>The server reports a fault of its own</source>
        <translation>Der Server meldet einen eigenen Fehler</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Der Datenträger ist voll</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>Keine Berechtigung</translation>
    </message>
    <message>
        <source>The local path is not possible</source>
        <translation>Der lokale Pfad ist nicht möglich</translation>
    </message>
    <message>
        <source>Something is in the way at the destination</source>
        <translation>Am Ziel ist etwas im Weg</translation>
    </message>
    <message>
        <source>Another process is at work on this file</source>
        <translation>Ein anderer Prozess bearbeitet diese Datei</translation>
    </message>
    <message>
        <source>The bytes received do not match the server&apos;s checksum</source>
        <translation>Die empfangenen Bytes stimmen nicht mit der Prüfsumme des Servers überein</translation>
    </message>
    <message>
        <source>The size received is not the size announced</source>
        <translation>Die empfangene Größe ist nicht die angekündigte</translation>
    </message>
    <message>
        <source>The file of the queue is damaged</source>
        <translation>Die Datei der Warteschlange ist beschädigt</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>The network failed</source>
        <translation>Das Netzwerk ist ausgefallen</translation>
    </message>
    <message>
        <source>The server stopped answering</source>
        <translation>Der Server antwortet nicht mehr</translation>
    </message>
    <message>
        <source>The server asked to slow down until the attempts were used up</source>
        <translation>Der Server bat so lange um Drosselung, bis alle Versuche verbraucht waren</translation>
    </message>
    <message>
        <source>The server refused the credentials</source>
        <translation>Der Server hat die Zugangsdaten abgelehnt</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Something is in the way</source>
        <translation>Etwas ist im Weg</translation>
    </message>
    <message>
        <source>The bytes could not be verified</source>
        <translation>Die Bytes ließen sich nicht prüfen</translation>
    </message>
    <message>
        <source>A local file could not be used</source>
        <translation>Eine lokale Datei ließ sich nicht verwenden</translation>
    </message>
    <message>
        <source>The server sent an answer that S3 does not give</source>
        <translation>Der Server hat eine Antwort geschickt, die es bei S3 nicht gibt</translation>
    </message>
    <message>
        <source>The settings cannot work</source>
        <translation>Die Einstellungen können nicht funktionieren</translation>
    </message>
    <message>
        <source>Check the endpoint, the region and this computer&apos;s network.</source>
        <translation>Prüfen Sie Endpunkt, Region und das Netzwerk dieses Rechners.</translation>
    </message>
    <message>
        <source>Check host and port of the endpoint, whether the service runs, and http against https.</source>
        <translation>Prüfen Sie Host und Port des Endpunkts, ob der Dienst läuft und ob http oder https gilt.</translation>
    </message>
    <message>
        <source>If the server has a certificate of its own, name its CA file in the connection; check the date too.</source>
        <translation>Hat der Server ein eigenes Zertifikat, geben Sie in der Verbindung dessen CA-Datei an; prüfen Sie auch das Datum.</translation>
    </message>
    <message>
        <source>Check the proxy in the connection&apos;s settings.</source>
        <translation>Prüfen Sie den Proxy in den Einstellungen der Verbindung.</translation>
    </message>
    <message>
        <source>Check the endpoint: it takes the S3 port, not the web console&apos;s, and no login page may be in between.</source>
        <translation>Prüfen Sie den Endpunkt: Er braucht den S3-Port, nicht den der Webkonsole, und keine Anmeldeseite darf dazwischenliegen.</translation>
    </message>
    <message>
        <source>Set the clock and try again.</source>
        <translation>Stellen Sie die Uhr und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Set the bucket&apos;s region in the connection.</source>
        <translation>Stellen Sie in der Verbindung die Region des Buckets ein.</translation>
    </message>
    <message>
        <source>Set the region %1 in the connection.</source>
        <translation>Stellen Sie in der Verbindung die Region %1 ein.</translation>
    </message>
    <message>
        <source>Check the access key, and that it belongs to this endpoint.</source>
        <translation>Prüfen Sie den Zugriffsschlüssel und ob er zu diesem Endpunkt gehört.</translation>
    </message>
    <message>
        <source>Type the secret key again: it may be cut off or belong to another key.</source>
        <translation>Geben Sie den geheimen Schlüssel noch einmal ein: Er ist vielleicht abgeschnitten oder gehört zu einem anderen Zugriffsschlüssel.</translation>
    </message>
    <message>
        <source>Ask the bucket&apos;s owner for access, or try another connection. A bucket that bills the reader needs “Requester pays”.</source>
        <translation>Bitten Sie den Besitzer des Buckets um Zugriff oder versuchen Sie eine andere Verbindung. Ein Bucket, der dem Lesenden berechnet wird, braucht „Anforderer zahlt“.</translation>
    </message>
    <message>
        <source>Give the connection keys, a profile, or choose “Anonymous”.</source>
        <translation>Geben Sie der Verbindung Schlüssel oder ein Profil, oder wählen Sie „Anonym“.</translation>
    </message>
    <message>
        <source>Sign in again or renew the session token.</source>
        <translation>Melden Sie sich neu an oder erneuern Sie das Sitzungstoken.</translation>
    </message>
    <message>
        <source>Check the spelling and the endpoint.</source>
        <translation>Prüfen Sie die Schreibweise und den Endpunkt.</translation>
    </message>
    <message>
        <source>Keys are case-sensitive; browse the bucket to find it.</source>
        <translation>Schlüssel unterscheiden Groß- und Kleinschreibung; suchen Sie das Objekt im Bucket.</translation>
    </message>
    <message>
        <source>Retry to fetch the new version.</source>
        <translation>Wiederholen Sie, um die neue Version zu holen.</translation>
    </message>
    <message>
        <source>Free some space or choose another folder, then retry: finished parts are kept.</source>
        <translation>Schaffen Sie Platz oder wählen Sie einen anderen Ordner und wiederholen Sie dann: Fertige Teile bleiben erhalten.</translation>
    </message>
    <message>
        <source>Check who may write to the folder, or choose another one.</source>
        <translation>Prüfen Sie, wer in den Ordner schreiben darf, oder wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Choose an existing, writable folder.</source>
        <translation>Wählen Sie einen vorhandenen, beschreibbaren Ordner.</translation>
    </message>
    <message>
        <source>Move the existing file away, or let the transfer replace it.</source>
        <translation>Verschieben Sie die vorhandene Datei oder lassen Sie sie von der Übertragung ersetzen.</translation>
    </message>
    <message>
        <source>Wait until it is done, then retry.</source>
        <translation>Warten Sie, bis er fertig ist, und wiederholen Sie dann.</translation>
    </message>
    <message>
        <source>Nothing was put under the file&apos;s name. Retry to fetch it afresh.</source>
        <translation>Unter dem Namen der Datei wurde nichts abgelegt. Wiederholen Sie, um sie neu zu holen.</translation>
    </message>
    <message>
        <source>Check the connection&apos;s credentials and what they allow.</source>
        <translation>Prüfen Sie die Zugangsdaten der Verbindung und was sie erlauben.</translation>
    </message>
    <message>
        <source>Check bucket and key.</source>
        <translation>Prüfen Sie Bucket und Schlüssel.</translation>
    </message>
    <message>
        <source>Retry with fewer connections: finished parts are kept.</source>
        <translation>Wiederholen Sie mit weniger Verbindungen: Fertige Teile bleiben erhalten.</translation>
    </message>
    <message>
        <source>Check that the endpoint is an S3 service.</source>
        <translation>Prüfen Sie, ob der Endpunkt ein S3-Dienst ist.</translation>
    </message>
    <message>
        <source>Check the settings of the connection and the transfer.</source>
        <translation>Prüfen Sie die Einstellungen der Verbindung und der Übertragung.</translation>
    </message>
    <message>
        <source>Check the path, its permissions and the free space.</source>
        <translation>Prüfen Sie den Pfad, seine Berechtigungen und den freien Platz.</translation>
    </message>
    <message>
        <source>Retry: finished parts are kept.</source>
        <translation>Wiederholen Sie: Fertige Teile bleiben erhalten.</translation>
    </message>
    <message>
        <source>request %1</source>
        <translation>Anfrage %1</translation>
    </message>
    <message>
        <source>The connection was lost before an answer came</source>
        <translation>Die Verbindung brach ab, bevor eine Antwort kam</translation>
    </message>
    <message>
        <source>The server does not answer</source>
        <translation>Der Server antwortet nicht</translation>
    </message>
    <message>
        <source>The server asks to slow down</source>
        <translation>Der Server bittet um langsamere Anfragen</translation>
    </message>
    <message>
        <source>What answers there speaks no TLS: write http:// instead of https://, or the port that serves https.</source>
        <translation>Was dort antwortet, spricht kein TLS: Schreiben Sie http:// statt https:// oder den Port, der https bedient.</translation>
    </message>
    <message>
        <source>Wait a moment, then try again.</source>
        <translation>Warten Sie einen Augenblick und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>Check the endpoint and this computer&apos;s network, then try again.</source>
        <translation>Prüfen Sie den Endpunkt und das Netz dieses Rechners und versuchen Sie es dann erneut.</translation>
    </message>
</context>
<context>
    <name>PartMonitor</name>
    <message>
        <source>%1 done</source>
        <translation>%1 fertig</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) done</source>
        <translation>
            <numerusform>%n Datei fertig</numerusform>
            <numerusform>%n Dateien fertig</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parts</name>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Retrying</source>
        <translation>Wiederholt</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Part %1 of %2: %3</source>
        <translation>Teil %1 von %2: %3</translation>
    </message>
    <message>
        <source>Bytes %1 to %2 (%3)</source>
        <translation>Bytes %1 bis %2 (%3)</translation>
    </message>
    <message>
        <source>%1 there</source>
        <translation>%1 da</translation>
    </message>
    <message>
        <source>Attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source>Connection %1</source>
        <translation>Verbindung %1</translation>
    </message>
    <message>
        <source>%1 on average</source>
        <translation>im Mittel %1</translation>
    </message>
    <message>
        <source>File verified by %1</source>
        <translation>Datei geprüft mit %1</translation>
    </message>
    <message>
        <source>An earlier attempt failed: %1</source>
        <translation>Ein früherer Versuch schlug fehl: %1</translation>
    </message>
    <message>
        <source>The last attempt failed: %1</source>
        <translation>Der letzte Versuch schlug fehl: %1</translation>
    </message>
</context>
<context>
    <name>Providers</name>
    <message>
        <source>IAM console, Users, Security credentials, Access keys</source>
        <translation>IAM-Konsole, Benutzer, Sicherheitsanmeldeinformationen, Zugriffsschlüssel</translation>
    </message>
    <message>
        <source>Console, Service accounts, Access keys</source>
        <translation>Konsole, Dienstkonten, Zugriffsschlüssel</translation>
    </message>
    <message>
        <source>radosgw-admin user info, or your administrator</source>
        <translation>radosgw-admin user info oder Ihre Administration</translation>
    </message>
    <message>
        <source>MinIO console, Access keys</source>
        <translation>MinIO-Konsole, Zugriffsschlüssel</translation>
    </message>
    <message>
        <source>Dashboard, R2, Manage API tokens</source>
        <translation>Dashboard, R2, API-Token verwalten</translation>
    </message>
    <message>
        <source>Application keys; the key id is the access key</source>
        <translation>Anwendungsschlüssel; die Schlüssel-ID ist der Zugriffsschlüssel</translation>
    </message>
    <message>
        <source>Console, Access keys</source>
        <translation>Konsole, Zugriffsschlüssel</translation>
    </message>
    <message>
        <source>Control panel, Spaces Object Storage, Access keys</source>
        <translation>Control Panel, Spaces Object Storage, Zugriffsschlüssel</translation>
    </message>
    <message>
        <source>Cloud Storage, Settings, Interoperability, HMAC keys</source>
        <translation>Cloud Storage, Einstellungen, Interoperabilität, HMAC-Schlüssel</translation>
    </message>
    <message>
        <source>Other S3 service</source>
        <translation>Anderer S3-Dienst</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Übersprungen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Geplant</translation>
    </message>
    <message>
        <source>Already current</source>
        <translation>Schon aktuell</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) failed</source>
        <translation>
            <numerusform>%n Datei fehlgeschlagen</numerusform>
            <numerusform>%n Dateien fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
</context>
<context>
    <name>ReportArchive</name>
    <message>
        <source>Unnamed run</source>
        <translation>Lauf ohne Namen</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weitere</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportDocument</name>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Übertragen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>%1 of %2, %3 failed, %4 skipped</source>
        <translation>%1 von %2, %3 fehlgeschlagen, %4 übersprungen</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>CPU time</source>
        <translation>CPU-Zeit</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>Speicherspitze</translation>
    </message>
    <message>
        <source>Verified by %1</source>
        <translation>Geprüft mit %1</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Slowest</source>
        <translation>Langsamste</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>Fastest</source>
        <translation>Schnellste</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Verified by</source>
        <translation>Geprüft mit</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>The first %1 of %2 files. The table as CSV has all of them.</source>
        <translation>Die ersten %1 von %2 Dateien. Die Tabelle als CSV enthält alle.</translation>
    </message>
    <message>
        <source>CPU (100 % is one core)</source>
        <translation>CPU (100 % ist ein Kern)</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Rates of the files</source>
        <translation>Raten der Dateien</translation>
    </message>
    <message>
        <source>%1 in %2, %3</source>
        <translation>%1 in %2, %3</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Seite %1 von %2</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Settings and machine</source>
        <translation>Einstellungen und Rechner</translation>
    </message>
</context>
<context>
    <name>ReportField</name>
    <message>
        <source>settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>file parallelism</source>
        <translation>Dateien zugleich</translation>
    </message>
    <message>
        <source>concurrency</source>
        <translation>Teile zugleich</translation>
    </message>
    <message>
        <source>part size</source>
        <translation>Teilgröße</translation>
    </message>
    <message>
        <source>workers</source>
        <translation>Arbeiter</translation>
    </message>
    <message>
        <source>max pool connections</source>
        <translation>Verbindungen höchstens</translation>
    </message>
    <message>
        <source>io threads</source>
        <translation>Schreib-Threads</translation>
    </message>
    <message>
        <source>chunk size</source>
        <translation>Größe eines Schreibvorgangs</translation>
    </message>
    <message>
        <source>streaming mode</source>
        <translation>Streaming</translation>
    </message>
    <message>
        <source>memory limit</source>
        <translation>Speichergrenze</translation>
    </message>
    <message>
        <source>max bytes per second</source>
        <translation>Bandbreitenlimit</translation>
    </message>
    <message>
        <source>auto optimize</source>
        <translation>automatische Optimierung</translation>
    </message>
    <message>
        <source>disk bytes per second</source>
        <translation>Grenze des Datenträgers</translation>
    </message>
    <message>
        <source>direct io</source>
        <translation>Direct I/O</translation>
    </message>
    <message>
        <source>transport</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>validate</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>stall timeout seconds</source>
        <translation>Geduld bei Stillstand, Sekunden</translation>
    </message>
    <message>
        <source>max attempts</source>
        <translation>Versuche höchstens</translation>
    </message>
    <message>
        <source>overwrite</source>
        <translation>Überschreiben</translation>
    </message>
    <message>
        <source>machine</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>os</source>
        <translation>Betriebssystem</translation>
    </message>
    <message>
        <source>kernel</source>
        <translation>Kernel</translation>
    </message>
    <message>
        <source>architecture</source>
        <translation>Architektur</translation>
    </message>
    <message>
        <source>cpu model</source>
        <translation>CPU-Modell</translation>
    </message>
    <message>
        <source>cpu count</source>
        <translation>CPU-Kerne</translation>
    </message>
    <message>
        <source>memory bytes</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>qt version</source>
        <translation>Qt-Version</translation>
    </message>
    <message>
        <source>millrace version</source>
        <translation>Millrace-Version</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>files total</source>
        <translation>Dateien insgesamt</translation>
    </message>
    <message>
        <source>files done</source>
        <translation>Dateien fertig</translation>
    </message>
    <message>
        <source>files skipped</source>
        <translation>Dateien übersprungen</translation>
    </message>
    <message>
        <source>files failed</source>
        <translation>Dateien gescheitert</translation>
    </message>
    <message>
        <source>files cancelled</source>
        <translation>Dateien abgebrochen</translation>
    </message>
    <message>
        <source>files renamed</source>
        <translation>Dateien umbenannt</translation>
    </message>
    <message>
        <source>verified by</source>
        <translation>geprüft durch</translation>
    </message>
    <message>
        <source>bytes done</source>
        <translation>Bytes fertig</translation>
    </message>
    <message>
        <source>bytes moved</source>
        <translation>Bytes bewegt</translation>
    </message>
    <message>
        <source>retries</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>throttles</source>
        <translation>Drosselungen</translation>
    </message>
    <message>
        <source>cpu seconds</source>
        <translation>CPU-Sekunden</translation>
    </message>
    <message>
        <source>peak resident bytes</source>
        <translation>Speicher höchstens</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>tuning</source>
        <translation>Feinabstimmung</translation>
    </message>
    <message>
        <source>connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>validation summary</source>
        <translation>Zusammenfassung der Prüfung</translation>
    </message>
    <message>
        <source>total files</source>
        <translation>Dateien insgesamt</translation>
    </message>
    <message>
        <source>successful downloads</source>
        <translation>gelungene Downloads</translation>
    </message>
    <message>
        <source>validation failures</source>
        <translation>gescheiterte Prüfungen</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>if-different</source>
        <translation>wenn verschieden</translation>
    </message>
    <message>
        <source>download</source>
        <translation>Download</translation>
    </message>
    <message>
        <source>upload</source>
        <translation>Upload</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>Zeitüberschreitung</translation>
    </message>
    <message>
        <source>throttled</source>
        <translation>gedrosselt</translation>
    </message>
    <message>
        <source>auth</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>conflict</source>
        <translation>Konflikt</translation>
    </message>
    <message>
        <source>integrity</source>
        <translation>Unversehrtheit</translation>
    </message>
    <message>
        <source>local file</source>
        <translation>lokale Datei</translation>
    </message>
    <message>
        <source>protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>config</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>Throughput of the files, MiB/s</source>
        <translation>Durchsatz der Dateien, MiB/s</translation>
    </message>
    <message>
        <source>Timed runs</source>
        <translation>Gemessene Läufe</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Fehlschläge</translation>
    </message>
    <message>
        <source>First failures</source>
        <translation>Erste Fehlschläge</translation>
    </message>
    <message>
        <source>Failed files</source>
        <translation>Gescheiterte Dateien</translation>
    </message>
    <message>
        <source>Slowest files</source>
        <translation>Langsamste Dateien</translation>
    </message>
    <message>
        <source>Files, slowest first</source>
        <translation>Dateien, langsamste zuerst</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Datenträger</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>what</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>started</source>
        <translation>begonnen</translation>
    </message>
    <message>
        <source>duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>CPU time</source>
        <translation>CPU-Zeit</translation>
    </message>
    <message>
        <source>peak memory</source>
        <translation>Speicher höchstens</translation>
    </message>
    <message>
        <source>limited by</source>
        <translation>begrenzt durch</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>memory (bytes are dropped)</source>
        <translation>Speicher (Bytes werden verworfen)</translation>
    </message>
    <message>
        <source>not what the server says</source>
        <translation>nicht, was der Server angibt</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>bewegt</translation>
    </message>
    <message>
        <source>system</source>
        <translation>System</translation>
    </message>
    <message>
        <source>user</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>all</source>
        <translation>gesamt</translation>
    </message>
    <message>
        <source>resident</source>
        <translation>belegt</translation>
    </message>
    <message>
        <source>read</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>written</source>
        <translation>geschrieben</translation>
    </message>
    <message>
        <source>received</source>
        <translation>empfangen</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>loopback</source>
        <translation>Loopback</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>so far</source>
        <translation>bisher</translation>
    </message>
    <message>
        <source>% of one core</source>
        <translation>% eines Kerns</translation>
    </message>
    <message>
        <source>Requests in flight</source>
        <translation>Anfragen unterwegs</translation>
    </message>
    <message>
        <source>Retries and throttling</source>
        <translation>Wiederholungen und Drosselung</translation>
    </message>
    <message>
        <source>Network of the machine</source>
        <translation>Netz des Rechners</translation>
    </message>
    <message>
        <source>run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>size only</source>
        <translation>nur die Größe</translation>
    </message>
    <message>
        <source>MD5 ETag</source>
        <translation>MD5-ETag</translation>
    </message>
    <message>
        <source>multipart ETag</source>
        <translation>Multipart-ETag</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>mean MiB/s</source>
        <translation>Mittel, MiB/s</translation>
    </message>
    <message>
        <source>95 % CI</source>
        <translation>95-%-Intervall</translation>
    </message>
    <message>
        <source>median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>std</source>
        <translation>Streuung</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übersprungen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>TransferRecord</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weitere</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Started: %1 → %2</source>
        <translation>Begonnen: %1 → %2</translation>
    </message>
    <message>
        <source>%1: done, %2, verified by %3</source>
        <translation>%1: fertig, %2, geprüft mit %3</translation>
    </message>
    <message>
        <source>%1: skipped, %2</source>
        <translation>%1: übersprungen, %2</translation>
    </message>
    <message>
        <source>%1 was named %2: %3</source>
        <translation>%1 heißt hier %2: %3</translation>
    </message>
    <message>
        <source>Back in the queue</source>
        <translation>Zurück in der Warteschlange</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message numerus="yes">
        <source>Finished: %n file(s), %1 in %2</source>
        <translation>
            <numerusform>Fertig: %n Datei, %1 in %2</numerusform>
            <numerusform>Fertig: %n Dateien, %1 in %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) failed and were made again</source>
        <translation>
            <numerusform>Ein Versuch ist fehlgeschlagen und wurde wiederholt</numerusform>
            <numerusform>%n Versuche sind fehlgeschlagen und wurden wiederholt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) failed and were made again: %1</source>
        <translation>
            <numerusform>%n Versuch ist fehlgeschlagen und wurde wiederholt: %1</numerusform>
            <numerusform>%n Versuche sind fehlgeschlagen und wurden wiederholt: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server asked %n time(s) to slow down</source>
        <translation>
            <numerusform>Der Server bat %n Mal um langsamere Anfragen</numerusform>
            <numerusform>Der Server bat %n Mal um langsamere Anfragen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tuning</name>
    <message>
        <source>Warm-up, does not count</source>
        <translation>Aufwärmen, zählt nicht</translation>
    </message>
    <message>
        <source>The present settings, to compare with</source>
        <translation>Die jetzigen Einstellungen zum Vergleich</translation>
    </message>
    <message>
        <source>First guess for this machine and these objects</source>
        <translation>Erste Schätzung für diesen Rechner und diese Objekte</translation>
    </message>
    <message>
        <source>Twice the connections of the best so far</source>
        <translation>Doppelt so viele Verbindungen wie beim bisher Besten</translation>
    </message>
    <message>
        <source>Half the connections of the best so far</source>
        <translation>Halb so viele Verbindungen wie beim bisher Besten</translation>
    </message>
    <message>
        <source>The same connections over more files</source>
        <translation>Dieselben Verbindungen auf mehr Dateien</translation>
    </message>
    <message>
        <source>The same connections over fewer files</source>
        <translation>Dieselben Verbindungen auf weniger Dateien</translation>
    </message>
    <message>
        <source>Parts of twice the size</source>
        <translation>Doppelt so große Teile</translation>
    </message>
    <message>
        <source>Parts of half the size</source>
        <translation>Halb so große Teile</translation>
    </message>
    <message>
        <source>Four times larger disk writes</source>
        <translation>Viermal so große Schreibvorgänge</translation>
    </message>
    <message>
        <source>Smaller disk writes</source>
        <translation>Kleinere Schreibvorgänge</translation>
    </message>
    <message>
        <source>Twice the disk threads</source>
        <translation>Doppelt so viele Schreib-Threads</translation>
    </message>
    <message>
        <source>Half the disk threads</source>
        <translation>Halb so viele Schreib-Threads</translation>
    </message>
    <message>
        <source>Half as many connections more</source>
        <translation>Anderthalbmal so viele Verbindungen</translation>
    </message>
    <message>
        <source>A quarter fewer connections</source>
        <translation>Ein Viertel weniger Verbindungen</translation>
    </message>
    <message>
        <source>Too close to call: the same again</source>
        <translation>Zu knapp: dasselbe noch einmal</translation>
    </message>
    <message>
        <source>The present settings once more, beside the best</source>
        <translation>Die jetzigen Einstellungen noch einmal, neben den besten</translation>
    </message>
    <message>
        <source>The best once more</source>
        <translation>Das Beste noch einmal</translation>
    </message>
    <message>
        <source>%1 (limited so far by: %2)</source>
        <translation>%1 (bisher begrenzt durch: %2)</translation>
    </message>
    <message>
        <source>No further step gained more than noise.</source>
        <translation>Kein weiterer Schritt brachte mehr als das Rauschen.</translation>
    </message>
    <message>
        <source>The search ended early: these are the best of what was tried.</source>
        <translation>Die Suche endete vorzeitig: Dies ist das Beste des Erprobten.</translation>
    </message>
    <message>
        <source>The best of what was tried differed by %1 %, give or take %2 %. %3</source>
        <translation>Das Beste des Erprobten wich um %1 % ab (± %2 %). %3</translation>
    </message>
</context>
<context>
    <name>millrace::AboutDialog</name>
    <message>
        <source>About Millrace</source>
        <translation>Über Millrace</translation>
    </message>
    <message>
        <source>Moves objects between S3-compatible storage and this computer, fast and verified.</source>
        <translation>Überträgt Objekte zwischen S3-kompatiblem Speicher und diesem Rechner, schnell und geprüft.</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>Versionen kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later. It stands on Qt (LGPL 3), OpenSSL (Apache 2), libcurl (curl licence), ISA-L (BSD 3), libmicrohttpd (LGPL 2.1), QtKeychain (BSD 2), Zstandard (BSD 3), zlib (zlib licence), nlohmann/json (MIT) and tl::expected (CC0).</source>
        <translation>Freie Software unter der GNU General Public License, Version 3 oder später. Sie baut auf Qt (LGPL 3), OpenSSL (Apache 2), libcurl (curl-Lizenz), ISA-L (BSD 3), libmicrohttpd (LGPL 2.1), QtKeychain (BSD 2), Zstandard (BSD 3), zlib (zlib-Lizenz), nlohmann/json (MIT) und tl::expected (CC0) auf.</translation>
    </message>
</context>
<context>
    <name>millrace::ActivityCard</name>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message numerus="yes">
        <source>Down %1, up %2, %n active</source>
        <translation>
            <numerusform>Ab %1, auf %2, %n aktiv</numerusform>
            <numerusform>Ab %1, auf %2, %n aktiv</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>millrace::BandwidthButton</name>
    <message>
        <source>Limit %1</source>
        <translation>Limit %1</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Kein Limit</translation>
    </message>
    <message>
        <source>Transfers go as fast as they can</source>
        <translation>Übertragungen laufen so schnell wie möglich</translation>
    </message>
    <message>
        <source>By the timetable, until %1</source>
        <translation>Nach Zeitplan, bis %1</translation>
    </message>
    <message>
        <source>Bandwidth: %1</source>
        <translation>Bandbreite: %1</translation>
    </message>
    <message>
        <source>All downloads together: %1 at most</source>
        <translation>Alle Downloads zusammen: höchstens %1</translation>
    </message>
    <message>
        <source>Downloads: no limit</source>
        <translation>Downloads: kein Limit</translation>
    </message>
    <message>
        <source>All uploads together: %1 at most</source>
        <translation>Alle Uploads zusammen: höchstens %1</translation>
    </message>
    <message>
        <source>Uploads: no limit</source>
        <translation>Uploads: kein Limit</translation>
    </message>
</context>
<context>
    <name>millrace::BandwidthMenu</name>
    <message>
        <source>Bandwidth</source>
        <translation>Bandbreite</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Kein Limit</translation>
    </message>
    <message>
        <source>Another limit…</source>
        <translation>Anderes Limit…</translation>
    </message>
    <message>
        <source>By the timetable</source>
        <translation>Nach Zeitplan</translation>
    </message>
    <message>
        <source>Bandwidth settings…</source>
        <translation>Bandbreite einstellen…</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>Downloads</translation>
    </message>
    <message>
        <source>Uploads</source>
        <translation>Uploads</translation>
    </message>
    <message>
        <source>All uploads together, in MiB/s:</source>
        <translation>Alle Uploads zusammen, in MiB/s:</translation>
    </message>
    <message>
        <source>All downloads together, in MiB/s:</source>
        <translation>Alle Downloads zusammen, in MiB/s:</translation>
    </message>
</context>
<context>
    <name>millrace::BandwidthPage</name>
    <message>
        <source>No limit</source>
        <translation>Kein Limit</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>By a timetable; the first line that holds counts</source>
        <translation>Nach einem Zeitplan; es zählt die erste zutreffende Zeile</translation>
    </message>
    <message>
        <source>Bandwidth</source>
        <translation>Bandbreite</translation>
    </message>
    <message>
        <source>One timetable for downloads and uploads</source>
        <translation>Ein Zeitplan für Downloads und Uploads</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>Downloads</translation>
    </message>
    <message>
        <source>Limit of all downloads together</source>
        <translation>Limit aller Downloads zusammen</translation>
    </message>
    <message>
        <source>Uploads</source>
        <translation>Uploads</translation>
    </message>
    <message>
        <source>Limit of all uploads together</source>
        <translation>Limit aller Uploads zusammen</translation>
    </message>
    <message>
        <source>Limits for all transfers together, downloads and uploads apart. They hold at once, and can be changed at any time in the status bar.</source>
        <translation>Limits für alle Übertragungen zusammen, Downloads und Uploads getrennt. Sie gelten sofort und lassen sich jederzeit in der Statusleiste ändern.</translation>
    </message>
    <message>
        <source>Show the timetable of downloads</source>
        <translation>Zeitplan der Downloads zeigen</translation>
    </message>
    <message>
        <source>Show the timetable of uploads</source>
        <translation>Zeitplan der Uploads zeigen</translation>
    </message>
</context>
<context>
    <name>millrace::Breadcrumbs</name>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>Gehe zu %1</translation>
    </message>
</context>
<context>
    <name>millrace::BrowserHint</name>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Edit the connection…</source>
        <translation>Verbindung bearbeiten…</translation>
    </message>
</context>
<context>
    <name>millrace::BrowserPage</name>
    <message>
        <source>Buckets and keys</source>
        <translation>Buckets und Schlüssel</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>One folder up</source>
        <translation>Einen Ordner nach oben</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter the names in this folder</source>
        <translation>Namen in diesem Ordner filtern</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Download to…</source>
        <translation>Herunterladen nach…</translation>
    </message>
    <message>
        <source>Upload files…</source>
        <translation>Dateien hochladen…</translation>
    </message>
    <message>
        <source>Upload a folder…</source>
        <translation>Ordner hochladen…</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>Neuer Ordner</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Link…</source>
        <translation>Link…</translation>
    </message>
    <message>
        <source>Copy as command line</source>
        <translation>Als Befehlszeile kopieren</translation>
    </message>
    <message>
        <source>Size of the folder</source>
        <translation>Größe des Ordners</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>New bucket</source>
        <translation>Neuer Bucket</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>Der Server wird gefragt…</translation>
    </message>
    <message>
        <source>There are no buckets</source>
        <translation>Es gibt keine Buckets</translation>
    </message>
    <message>
        <source>This folder is empty</source>
        <translation>Dieser Ordner ist leer</translation>
    </message>
    <message>
        <source>Press “New bucket” to make one.</source>
        <translation>Drücken Sie „Neuer Bucket“, um einen anzulegen.</translation>
    </message>
    <message>
        <source>Drop files here, or press “Upload files…”.</source>
        <translation>Legen Sie Dateien hier ab oder drücken Sie „Dateien hochladen…“.</translation>
    </message>
    <message>
        <source>%1 selected, %2</source>
        <translation>%1 ausgewählt, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n bucket(s)</source>
        <translation>
            <numerusform>%n Bucket</numerusform>
            <numerusform>%n Buckets</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 entries so far, %2; more come as you scroll</source>
        <translation>Bisher %1 Einträge, %2; beim Blättern kommen weitere</translation>
    </message>
    <message>
        <source>%1 match</source>
        <translation>%1 passen</translation>
    </message>
    <message>
        <source>Download to</source>
        <translation>Herunterladen nach</translation>
    </message>
    <message>
        <source>Upload a folder</source>
        <translation>Ordner hochladen</translation>
    </message>
    <message>
        <source>Upload files</source>
        <translation>Dateien hochladen</translation>
    </message>
    <message>
        <source>Not done</source>
        <translation>Nicht ausgeführt</translation>
    </message>
    <message>
        <source>Name of the bucket (lower-case letters, digits, dots and dashes):</source>
        <translation>Name des Buckets (Kleinbuchstaben, Ziffern, Punkte und Bindestriche):</translation>
    </message>
    <message>
        <source>Name of the folder:</source>
        <translation>Name des Ordners:</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>New name (the object is copied on the server, then the old one is deleted):</source>
        <translation>Neuer Name (das Objekt wird auf dem Server kopiert, dann wird das alte gelöscht):</translation>
    </message>
    <message>
        <source>Delete “%1”?</source>
        <translation>„%1“ löschen?</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n entries?</source>
        <translation>
            <numerusform>%n Eintrag löschen?</numerusform>
            <numerusform>%n Einträge löschen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Only an empty bucket can be deleted.</source>
        <translation>Nur ein leerer Bucket lässt sich löschen.</translation>
    </message>
    <message>
        <source>Folders go with everything in them. This cannot be undone.</source>
        <translation>Ordner werden mit allem darin gelöscht. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>This cannot be undone, unless the bucket keeps versions.</source>
        <translation>Das lässt sich nicht rückgängig machen, es sei denn, der Bucket bewahrt Versionen auf.</translation>
    </message>
    <message>
        <source>Versions…</source>
        <translation>Versionen…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entry(s), %1</source>
        <translation>
            <numerusform>%Ln Eintrag, %1</numerusform>
            <numerusform>%Ln Einträge, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln entry(s)</source>
        <translation>
            <numerusform>%Ln Eintrag</numerusform>
            <numerusform>%Ln Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>It has not answered yet.</source>
        <translation>Er hat noch nicht geantwortet.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>“%1” is there already. Replace it?</source>
        <translation>„%1“ ist bereits vorhanden. Ersetzen?</translation>
    </message>
    <message numerus="yes">
        <source>%n of them are there already. Replace them?</source>
        <translation>
            <numerusform>%n davon ist bereits vorhanden. Ersetzen?</numerusform>
            <numerusform>%n davon sind bereits vorhanden. Ersetzen?</numerusform>
        </translation>
    </message>
    <message>
        <source>In a folder, files of the same names are replaced, and all others stay.</source>
        <translation>In einem Ordner werden gleichnamige Dateien ersetzt, alle anderen bleiben.</translation>
    </message>
    <message>
        <source>What is replaced is lost, unless the bucket keeps versions.</source>
        <translation>Was ersetzt wird, ist verloren, sofern der Bucket keine Versionen aufbewahrt.</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln object(s), %2</source>
        <translation>
            <numerusform>%1: %Ln Objekt, %2</numerusform>
            <numerusform>%1: %Ln Objekte, %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln object(s), %2 so far…</source>
        <translation>
            <numerusform>%1: bisher %Ln Objekt, %2 …</numerusform>
            <numerusform>%1: bisher %Ln Objekte, %2 …</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>millrace::BucketWorker</name>
    <message>
        <source>the server did not finish the copy</source>
        <translation>der Server hat die Kopie nicht abgeschlossen</translation>
    </message>
</context>
<context>
    <name>millrace::ChartPane</name>
    <message>
        <source>1 min</source>
        <translation>1 min</translation>
    </message>
    <message>
        <source>10 min</source>
        <translation>10 min</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>Ganzer Lauf</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
    <message>
        <source>Lines of the chart</source>
        <translation>Linien des Diagramms</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Linien</translation>
    </message>
    <message>
        <source>Hold the chart still</source>
        <translation>Diagramm anhalten</translation>
    </message>
    <message>
        <source>Save the chart as a picture or table</source>
        <translation>Diagramm als Bild oder Tabelle speichern</translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation>Diagramm speichern</translation>
    </message>
    <message>
        <source>Picture (*.png);;Drawing (*.svg);;Table (*.csv)</source>
        <translation>Bild (*.png);;Zeichnung (*.svg);;Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>millrace::ChartWidget</name>
    <message>
        <source>Throughput chart</source>
        <translation>Durchsatzdiagramm</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>Disk writes</source>
        <translation>Schreibrate</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>CPU, %</source>
        <translation>CPU, %</translation>
    </message>
    <message>
        <source>Memory, MiB</source>
        <translation>Speicher, MiB</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation>Gedrosselt</translation>
    </message>
    <message>
        <source>Each connection</source>
        <translation>Jede Verbindung</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 after the start</source>
        <translation>%1 nach dem Start</translation>
    </message>
    <message>
        <source>Throughput: %1</source>
        <translation>Durchsatz: %1</translation>
    </message>
    <message>
        <source>Disk writes: %1</source>
        <translation>Schreibrate: %1</translation>
    </message>
    <message>
        <source>Connections: %1</source>
        <translation>Verbindungen: %1</translation>
    </message>
    <message>
        <source>Slowest: %1, fastest: %2</source>
        <translation>Langsamste: %1, schnellste: %2</translation>
    </message>
    <message>
        <source>CPU: %1 % of a core</source>
        <translation>CPU: %1 % eines Kerns</translation>
    </message>
    <message>
        <source>Memory: %1</source>
        <translation>Speicher: %1</translation>
    </message>
    <message>
        <source>Retries: %1</source>
        <translation>Wiederholungen: %1</translation>
    </message>
    <message>
        <source>Throttled: %1</source>
        <translation>Gedrosselt: %1</translation>
    </message>
    <message>
        <source>end</source>
        <translation>Ende</translation>
    </message>
</context>
<context>
    <name>millrace::ComparisonView</name>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Median of the files</source>
        <translation>Median der Dateien</translation>
    </message>
    <message>
        <source>Slowest file</source>
        <translation>Langsamste Datei</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>Speicherspitze</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation>Gedrosselt</translation>
    </message>
    <message>
        <source>Files failed</source>
        <translation>Fehlgeschlagene Dateien</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Erster</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>Zweiter</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Figures of both runs</source>
        <translation>Zahlen beider Läufe</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Settings that differ</source>
        <translation>Einstellungen, die sich unterscheiden</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>Tauschen</translation>
    </message>
    <message>
        <source>Compare the other way round</source>
        <translation>Andersherum vergleichen</translation>
    </message>
    <message>
        <source>Two runs compared</source>
        <translation>Zwei Läufe im Vergleich</translation>
    </message>
    <message>
        <source>The second run is faster by %1</source>
        <translation>Der zweite Lauf ist um %1 schneller</translation>
    </message>
    <message>
        <source>The second run is slower by %1</source>
        <translation>Der zweite Lauf ist um %1 langsamer</translation>
    </message>
    <message>
        <source>No difference beyond noise (%1)</source>
        <translation>Kein Unterschied über das Rauschen hinaus (%1)</translation>
    </message>
    <message>
        <source>No verdict: one of them measured nothing</source>
        <translation>Kein Urteil: einer der beiden hat nichts gemessen</translation>
    </message>
    <message>
        <source>%1, but one short run each cannot tell that from noise</source>
        <translation>%1, aber je ein kurzer Lauf lässt das nicht vom Rauschen unterscheiden</translation>
    </message>
    <message>
        <source>95 % confidence: %1 to %2</source>
        <translation>95 % Konfidenz: %1 bis %2</translation>
    </message>
    <message>
        <source>From %1 and %2 timed runs. %3</source>
        <translation>Aus %1 und %2 gemessenen Läufen. %3</translation>
    </message>
    <message>
        <source>Throughput of the whole runs</source>
        <translation>Durchsatz der ganzen Läufe</translation>
    </message>
    <message>
        <source>One run each: the noise within them stands in for the noise between runs. %1</source>
        <translation>Je ein Lauf: Das Rauschen darin steht für das Rauschen zwischen Läufen. %1</translation>
    </message>
    <message>
        <source>Runs of ten seconds and more, or several of them, would tell</source>
        <translation>Läufe von zehn Sekunden und mehr oder mehrere davon gäben Auskunft</translation>
    </message>
    <message>
        <source>Mind when comparing: %1</source>
        <translation>Beim Vergleich zu beachten: %1</translation>
    </message>
</context>
<context>
    <name>millrace::ConnectionBook</name>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>no secret key is kept for “%1”: edit the connection and type it</source>
        <translation>für „%1“ ist kein geheimer Schlüssel gespeichert: Bearbeiten Sie die Verbindung und geben Sie ihn ein</translation>
    </message>
    <message>
        <source>the keychain did not answer: %1</source>
        <translation>der Schlüsselbund hat nicht geantwortet: %1</translation>
    </message>
    <message>
        <source>there is no list of connections in it</source>
        <translation>es steht keine Liste von Verbindungen darin</translation>
    </message>
    <message>
        <source>It stays as it is for now. When you store a connection, it is kept under another name.</source>
        <translation>Sie bleibt vorerst, wie sie ist. Sobald Sie eine Verbindung speichern, wird sie unter einem anderen Namen aufgehoben.</translation>
    </message>
    <message>
        <source>%1 cannot be written: the unreadable file of this name could not be renamed. Move it away.</source>
        <translation>%1 kann nicht geschrieben werden: Die unlesbare Datei dieses Namens ließ sich nicht umbenennen. Verschieben Sie sie.</translation>
    </message>
    <message>
        <source>The connections that could not be read are kept in %1.</source>
        <translation>Die Verbindungen, die nicht gelesen werden konnten, sind in %1 aufgehoben.</translation>
    </message>
    <message>
        <source>this connection is no longer there: add the transfer again with another one</source>
        <translation>diese Verbindung gibt es nicht mehr: Fügen Sie die Übertragung mit einer anderen neu hinzu</translation>
    </message>
</context>
<context>
    <name>millrace::ConnectionDialog</name>
    <message>
        <source>Requester pays: this account is billed for the traffic</source>
        <translation>Anforderer zahlt: Der Datenverkehr wird diesem Konto berechnet</translation>
    </message>
    <message>
        <source>Keep the secret key for this session only</source>
        <translation>Geheimen Schlüssel nur für diese Sitzung behalten</translation>
    </message>
    <message>
        <source>Add a connection</source>
        <translation>Verbindung hinzufügen</translation>
    </message>
    <message>
        <source>Edit the connection</source>
        <translation>Verbindung bearbeiten</translation>
    </message>
    <message>
        <source>Access key and secret key</source>
        <translation>Zugriffsschlüssel und geheimer Schlüssel</translation>
    </message>
    <message>
        <source>Profile of ~/.aws</source>
        <translation>Profil aus ~/.aws</translation>
    </message>
    <message>
        <source>Environment of this program</source>
        <translation>Umgebung dieses Programms</translation>
    </message>
    <message>
        <source>Anonymous (public data)</source>
        <translation>Anonym (öffentliche Daten)</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>Zugangsdaten</translation>
    </message>
    <message>
        <source>Access key</source>
        <translation>Zugriffsschlüssel</translation>
    </message>
    <message>
        <source>Secret key</source>
        <translation>Geheimer Schlüssel</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Verbindung testen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>As the service needs it</source>
        <translation>Wie der Dienst es braucht</translation>
    </message>
    <message>
        <source>Path: https://host/bucket/key</source>
        <translation>Pfad: https://host/bucket/key</translation>
    </message>
    <message>
        <source>Virtual host: https://bucket.host/key</source>
        <translation>Virtueller Host: https://bucket.host/key</translation>
    </message>
    <message>
        <source>The system&apos;s authorities</source>
        <translation>Zertifizierungsstellen des Systems</translation>
    </message>
    <message>
        <source>As the environment says, such as http://proxy:3128</source>
        <translation>Wie in der Umgebung, zum Beispiel http://proxy:3128</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>Browse for a CA file</source>
        <translation>CA-Datei auswählen</translation>
    </message>
    <message>
        <source>CA file</source>
        <translation>CA-Datei</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt);;All files (*)</source>
        <translation>Zertifikate (*.pem *.crt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Start in</source>
        <translation>Beginnen in</translation>
    </message>
    <message>
        <source>Addressing</source>
        <translation>Adressierung</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>“Start in” is for keys that may not list all buckets: name the bucket they may see.</source>
        <translation>„Beginnen in“ ist für Schlüssel, die nicht alle Buckets auflisten dürfen: Nennen Sie den Bucket, den sie sehen dürfen.</translation>
    </message>
    <message>
        <source>Amazon&apos;s own for the region</source>
        <translation>Amazons eigener für die Region</translation>
    </message>
    <message>
        <source>The secret key goes into the system&apos;s keychain and nowhere else.</source>
        <translation>Der geheime Schlüssel kommt in den Schlüsselbund des Systems und nirgendwo sonst hin.</translation>
    </message>
    <message>
        <source>Keys are found here: %1. The secret key goes into the system&apos;s keychain and nowhere else.</source>
        <translation>Schlüssel finden Sie hier: %1. Der geheime Schlüssel kommt in den Schlüsselbund des Systems und nirgendwo sonst hin.</translation>
    </message>
    <message>
        <source>Keys are read from ~/.aws each time, and never copied. A credential_process is run.</source>
        <translation>Schlüssel werden jedes Mal aus ~/.aws gelesen und nie kopiert. Ein credential_process wird ausgeführt.</translation>
    </message>
    <message>
        <source>AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY as this program was started with.</source>
        <translation>AWS_ACCESS_KEY_ID und AWS_SECRET_ACCESS_KEY, mit denen dieses Programm gestartet wurde.</translation>
    </message>
    <message>
        <source>Requests go unsigned: only public buckets answer.</source>
        <translation>Anfragen gehen ohne Signatur hinaus: Nur öffentliche Buckets antworten.</translation>
    </message>
    <message>
        <source>The endpoint is missing: the address of the S3 service, such as %1.</source>
        <translation>Der Endpunkt fehlt: die Adresse des S3-Dienstes, zum Beispiel %1.</translation>
    </message>
    <message>
        <source>The endpoint is no address: it looks like https://host or http://host:port.</source>
        <translation>Der Endpunkt ist keine Adresse: Er sieht aus wie https://host oder http://host:port.</translation>
    </message>
    <message>
        <source>Put your account&apos;s id in place of ACCOUNT in the endpoint.</source>
        <translation>Setzen Sie im Endpunkt statt ACCOUNT die ID Ihres Kontos ein.</translation>
    </message>
    <message>
        <source>The access key is missing.</source>
        <translation>Der Zugriffsschlüssel fehlt.</translation>
    </message>
    <message>
        <source>The secret key is missing.</source>
        <translation>Der geheime Schlüssel fehlt.</translation>
    </message>
    <message>
        <source>Choose a profile.</source>
        <translation>Wählen Sie ein Profil.</translation>
    </message>
    <message>
        <source>No keychain</source>
        <translation>Kein Schlüsselbund</translation>
    </message>
    <message>
        <source>The secret key is kept for this session only.</source>
        <translation>Der geheime Schlüssel bleibt nur für diese Sitzung erhalten.</translation>
    </message>
    <message>
        <source>No system keychain took it (%1). Start one, such as GNOME Keyring or KWallet, and save the connection again, or use a profile of ~/.aws.</source>
        <translation>Kein Schlüsselbund des Systems hat ihn angenommen (%1). Starten Sie einen, etwa GNOME Keyring oder KWallet, und speichern Sie die Verbindung erneut, oder verwenden Sie ein Profil aus ~/.aws.</translation>
    </message>
    <message>
        <source>Kinds of settings</source>
        <translation>Arten von Einstellungen</translation>
    </message>
    <message>
        <source>The endpoint must hold no user name, password or query: keys have fields of their own.</source>
        <translation>Der Endpunkt darf weder Benutzernamen noch Passwort oder Abfrage enthalten: Schlüssel haben eigene Felder.</translation>
    </message>
    <message>
        <source>The region is a short name such as %1: letters, digits and dashes.</source>
        <translation>Die Region ist ein kurzer Name wie %1: Buchstaben, Ziffern und Bindestriche.</translation>
    </message>
</context>
<context>
    <name>millrace::ConnectionTestPanel</name>
    <message>
        <source>Name is found</source>
        <translation>Name wird gefunden</translation>
    </message>
    <message>
        <source>Port answers</source>
        <translation>Port antwortet</translation>
    </message>
    <message>
        <source>TLS is trusted</source>
        <translation>TLS ist vertrauenswürdig</translation>
    </message>
    <message>
        <source>Keys are accepted</source>
        <translation>Schlüssel werden angenommen</translation>
    </message>
    <message>
        <source>Objects are listed</source>
        <translation>Objekte werden aufgelistet</translation>
    </message>
    <message>
        <source>Ranges are served</source>
        <translation>Bereiche werden geliefert</translation>
    </message>
</context>
<context>
    <name>millrace::Desktop</name>
    <message>
        <source>Transfers are under way</source>
        <translation>Übertragungen laufen</translation>
    </message>
</context>
<context>
    <name>millrace::DetailsPane</name>
    <message>
        <source>Details of the transfer</source>
        <translation>Details der Übertragung</translation>
    </message>
    <message>
        <source>Files of the transfer</source>
        <translation>Dateien der Übertragung</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
</context>
<context>
    <name>millrace::FileModel</name>
    <message>
        <source>In flight</source>
        <translation>Unterwegs</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Done, verified by %1</source>
        <translation>Fertig, geprüft mit %1</translation>
    </message>
    <message>
        <source>Skipped: %1</source>
        <translation>Übersprungen: %1</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Geplant</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
</context>
<context>
    <name>millrace::FindingsPage</name>
    <message>
        <source>Processors</source>
        <translation>Prozessoren</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Disk, writing</source>
        <translation>Datenträger, Schreiben</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>The endpoint, with its latency</source>
        <translation>Der Endpunkt mit seiner Latenz</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird untersucht…</translation>
    </message>
    <message>
        <source>Not needed: trials go to memory</source>
        <translation>Nicht nötig: Versuche gehen in den Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Writing to %1 for two seconds…</source>
        <translation>Zwei Sekunden lang wird nach %1 geschrieben…</translation>
    </message>
    <message numerus="yes">
        <source>%n processor(s)</source>
        <translation>
            <numerusform>%n Prozessor</numerusform>
            <numerusform>%n Prozessoren</numerusform>
        </translation>
    </message>
    <message>
        <source>The system does not tell</source>
        <translation>Das System gibt darüber keine Auskunft</translation>
    </message>
    <message>
        <source>%1 Gbit/s</source>
        <translation>%1 Gbit/s</translation>
    </message>
    <message>
        <source>The system does not tell how fast; the search measures it</source>
        <translation>Das System sagt nicht, wie schnell; die Suche misst es</translation>
    </message>
</context>
<context>
    <name>millrace::GeneralPane</name>
    <message>
        <source>Facts of the transfer</source>
        <translation>Angaben zur Übertragung</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Over the network</source>
        <translation>Über das Netz</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Mean rate</source>
        <translation>Mittlere Rate</translation>
    </message>
    <message>
        <source>Select a transfer to see its facts</source>
        <translation>Wählen Sie eine Übertragung, um ihre Angaben zu sehen</translation>
    </message>
    <message>
        <source>nowhere: bytes are dropped as they come</source>
        <translation>nirgendwohin: Bytes werden beim Eintreffen verworfen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 skipped</source>
        <translation>%1 übersprungen</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1, %2 of them because the server asked to slow down</source>
        <translation>%1, davon %2, weil der Server um Drosselung bat</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>Bottleneck</source>
        <translation>Engpass</translation>
    </message>
    <message>
        <source>%1 of at least %2</source>
        <translation>%1 von mindestens %2</translation>
    </message>
</context>
<context>
    <name>millrace::HistoryModel</name>
    <message>
        <source>memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
</context>
<context>
    <name>millrace::ImportDialog</name>
    <message>
        <source>Looking into ~/.aws…</source>
        <translation>~/.aws wird durchsucht…</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Import from ~/.aws</source>
        <translation>Aus ~/.aws importieren</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>Profile</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Profiles of the AWS command line</source>
        <translation>Profile der AWS-Befehlszeile</translation>
    </message>
    <message>
        <source>No profiles were found. The AWS command line makes them with “aws configure”.</source>
        <translation>Es wurden keine Profile gefunden. Die AWS-Befehlszeile legt sie mit „aws configure“ an.</translation>
    </message>
    <message>
        <source>Each becomes a connection. Keys are read from ~/.aws when they are needed, and not copied.</source>
        <translation>Jedes wird zu einer Verbindung. Schlüssel werden bei Bedarf aus ~/.aws gelesen und nicht kopiert.</translation>
    </message>
    <message>
        <source>%1 (is a connection already)</source>
        <translation>%1 (ist schon eine Verbindung)</translation>
    </message>
</context>
<context>
    <name>millrace::KeyModel</name>
    <message>
        <source>Folder %1</source>
        <translation>Ordner %1</translation>
    </message>
    <message>
        <source>Bucket %1</source>
        <translation>Bucket %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Modified</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Storage class</source>
        <translation>Speicherklasse</translation>
    </message>
    <message>
        <source>ETag</source>
        <translation>ETag</translation>
    </message>
</context>
<context>
    <name>millrace::LogPane</name>
    <message>
        <source>Log of the transfer</source>
        <translation>Protokoll der Übertragung</translation>
    </message>
    <message>
        <source>What happens to the selected transfer is told here.</source>
        <translation>Hier steht, was mit der ausgewählten Übertragung geschieht.</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Alles kopieren</translation>
    </message>
    <message>
        <source>Keys and addresses only: no secret is ever written here.</source>
        <translation>Nur Schlüsselnamen und Adressen: Geheimnisse stehen hier nie.</translation>
    </message>
    <message>
        <source>Warning: </source>
        <translation>Warnung: </translation>
    </message>
    <message>
        <source>Error: </source>
        <translation>Fehler: </translation>
    </message>
</context>
<context>
    <name>millrace::MainWindow</name>
    <message>
        <source>Parts stay on the server</source>
        <translation>Teile bleiben auf dem Server</translation>
    </message>
    <message>
        <source>Millrace</source>
        <translation>Millrace</translation>
    </message>
    <message>
        <source>%1 – Millrace</source>
        <translation>%1 – Millrace</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>The demo did not start</source>
        <translation>Die Demo ist nicht gestartet</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>New transfer</source>
        <translation>Neue Übertragung</translation>
    </message>
    <message>
        <source>Download from an s3:// address or a link</source>
        <translation>Von einer s3://-Adresse oder einem Link herunterladen</translation>
    </message>
    <message>
        <source>Filter transfers</source>
        <translation>Übertragungen filtern</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>New transfer…</source>
        <translation>Neue Übertragung…</translation>
    </message>
    <message>
        <source>Add a connection…</source>
        <translation>Verbindung hinzufügen…</translation>
    </message>
    <message>
        <source>Import from ~/.aws…</source>
        <translation>Aus ~/.aws importieren…</translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation>Demo starten</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>&amp;Transfer</source>
        <translation>Ü&amp;bertragung</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>Übertragungen</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>About Millrace</source>
        <translation>Über Millrace</translation>
    </message>
    <message>
        <source>Added to the transfers</source>
        <translation>Zu den Übertragungen hinzugefügt</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the connection</source>
        <translation>Verbindung entfernen</translation>
    </message>
    <message>
        <source>Open report file…</source>
        <translation>Berichtsdatei öffnen…</translation>
    </message>
    <message>
        <source>Auto-optimize…</source>
        <translation>Automatisch optimieren…</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Forget the optimized settings</source>
        <translation>Optimierte Einstellungen vergessen</translation>
    </message>
    <message>
        <source>Remove “%1”?</source>
        <translation>„%1“ entfernen?</translation>
    </message>
    <message>
        <source>Its key is removed from the keychain. Nothing is deleted on the server.</source>
        <translation>Der zugehörige Schlüssel wird aus dem Schlüsselbund entfernt. Auf dem Server wird nichts gelöscht.</translation>
    </message>
    <message>
        <source>What was sent of %1 is still on the server</source>
        <translation>Was von %1 gesendet wurde, liegt noch auf dem Server</translation>
    </message>
    <message>
        <source>The upload was given up, but its parts could not be removed, and cost storage until they are: %1.</source>
        <translation>Der Upload wurde aufgegeben, aber seine Teile ließen sich nicht entfernen und kosten bis dahin Speicher: %1.</translation>
    </message>
    <message>
        <source>This command removes them:</source>
        <translation>Dieser Befehl entfernt sie:</translation>
    </message>
</context>
<context>
    <name>millrace::NewTransferDialog</name>
    <message>
        <source>Add it paused</source>
        <translation>Pausiert hinzufügen</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>New transfer</source>
        <translation>Neue Übertragung</translation>
    </message>
    <message>
        <source>s3://bucket/key, s3://bucket/folder/ or a presigned link</source>
        <translation>s3://bucket/key, s3://bucket/ordner/ oder ein vorsignierter Link</translation>
    </message>
    <message>
        <source>Replace a local file only if it differs</source>
        <translation>Lokale Datei nur ersetzen, wenn sie abweicht</translation>
    </message>
    <message>
        <source>Always replace</source>
        <translation>Immer ersetzen</translation>
    </message>
    <message>
        <source>Never replace</source>
        <translation>Nie ersetzen</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>Browse for a folder</source>
        <translation>Ordner auswählen</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>To folder</source>
        <translation>In Ordner</translation>
    </message>
    <message>
        <source>Existing files</source>
        <translation>Vorhandene Dateien</translation>
    </message>
    <message>
        <source>Parts at a time</source>
        <translation>Teile gleichzeitig</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>A presigned link: it carries its own permission and needs no connection.</source>
        <translation>Ein vorsignierter Link: Er bringt seine Berechtigung mit und braucht keine Verbindung.</translation>
    </message>
    <message>
        <source>A plain link, fetched as it is.</source>
        <translation>Ein einfacher Link, der so geholt wird, wie er ist.</translation>
    </message>
    <message>
        <source>An object, a folder (with “/” at the end) or a link.</source>
        <translation>Ein Objekt, ein Ordner (mit „/“ am Ende) oder ein Link.</translation>
    </message>
    <message>
        <source>There is no connection yet that could open it: add one first.</source>
        <translation>Es gibt noch keine Verbindung, die das öffnen könnte: Fügen Sie zuerst eine hinzu.</translation>
    </message>
    <message>
        <source>Everything in this folder, with its subfolders.</source>
        <translation>Alles in diesem Ordner samt Unterordnern.</translation>
    </message>
    <message>
        <source>One object.</source>
        <translation>Ein Objekt.</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
</context>
<context>
    <name>millrace::Notices</name>
    <message>
        <source>Finished: %1</source>
        <translation>Fertig: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) finished</source>
        <translation>
            <numerusform>%n Übertragung fertig</numerusform>
            <numerusform>%n Übertragungen fertig</numerusform>
        </translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>Fehlgeschlagen: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) failed</source>
        <translation>
            <numerusform>%n Übertragung fehlgeschlagen</numerusform>
            <numerusform>%n Übertragungen fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Show Millrace</source>
        <translation>Millrace zeigen</translation>
    </message>
</context>
<context>
    <name>millrace::OptimizeDialog</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Auto-optimize</source>
        <translation>Automatisch optimieren</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Start the search</source>
        <translation>Suche starten</translation>
    </message>
    <message>
        <source>Stop the search</source>
        <translation>Suche beenden</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Wählen</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>Schritt %1 von %2: %3</translation>
    </message>
</context>
<context>
    <name>millrace::PartGrid</name>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>No parts</source>
        <translation>Keine Teile</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n part(s): %1</source>
        <translation>
            <numerusform>%n Teil: %1</numerusform>
            <numerusform>%n Teile: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Select a transfer to see its parts</source>
        <translation>Wählen Sie eine Übertragung, um ihre Teile zu sehen</translation>
    </message>
    <message>
        <source>No parts yet</source>
        <translation>Noch keine Teile</translation>
    </message>
</context>
<context>
    <name>millrace::PartLegend</name>
    <message>
        <source>slow</source>
        <translation>langsam</translation>
    </message>
    <message>
        <source>fast</source>
        <translation>schnell</translation>
    </message>
</context>
<context>
    <name>millrace::PartsPane</name>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Colour parts by state</source>
        <translation>Teile nach Status färben</translation>
    </message>
    <message>
        <source>Heat</source>
        <translation>Wärme</translation>
    </message>
    <message>
        <source>Colour parts by rate: slow ones stand out</source>
        <translation>Teile nach Rate färben: Langsame fallen auf</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Show percentages in columns</source>
        <translation>Prozentwerte in Spalten zeigen</translation>
    </message>
    <message>
        <source>Parts as text</source>
        <translation>Teile als Text</translation>
    </message>
    <message>
        <source>Facts of the parts</source>
        <translation>Angaben zu den Teilen</translation>
    </message>
</context>
<context>
    <name>millrace::PercentileBars</name>
    <message>
        <source>Rates of the files</source>
        <translation>Raten der Dateien</translation>
    </message>
    <message>
        <source>Slowest</source>
        <translation>Langsamste</translation>
    </message>
    <message>
        <source>5th percentile</source>
        <translation>5. Perzentil</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>75th percentile</source>
        <translation>75. Perzentil</translation>
    </message>
    <message>
        <source>95th percentile</source>
        <translation>95. Perzentil</translation>
    </message>
    <message>
        <source>Fastest</source>
        <translation>Schnellste</translation>
    </message>
</context>
<context>
    <name>millrace::PresignDialog</name>
    <message>
        <source>Link to an object</source>
        <translation>Link zu einem Objekt</translation>
    </message>
    <message>
        <source>15 minutes</source>
        <translation>15 Minuten</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 Stunde</translation>
    </message>
    <message>
        <source>12 hours</source>
        <translation>12 Stunden</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 Tag</translation>
    </message>
    <message>
        <source>3 days</source>
        <translation>3 Tage</translation>
    </message>
    <message>
        <source>7 days (the most)</source>
        <translation>7 Tage (höchstens)</translation>
    </message>
    <message>
        <source>Download (GET)</source>
        <translation>Herunterladen (GET)</translation>
    </message>
    <message>
        <source>Upload (PUT)</source>
        <translation>Hochladen (PUT)</translation>
    </message>
    <message>
        <source>The link works for</source>
        <translation>Der Link gilt für</translation>
    </message>
    <message>
        <source>The link allows</source>
        <translation>Der Link erlaubt</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Allows</source>
        <translation>Erlaubt</translation>
    </message>
    <message>
        <source>Works for</source>
        <translation>Gilt für</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Whoever has the link can use it until %1, without credentials.</source>
        <translation>Wer den Link hat, kann ihn bis %1 ohne Zugangsdaten benutzen.</translation>
    </message>
    <message>
        <source>The credentials end at %1, and the link with them.</source>
        <translation>Die Zugangsdaten enden um %1 und mit ihnen der Link.</translation>
    </message>
</context>
<context>
    <name>millrace::PropertiesDialog</name>
    <message>
        <source>Asking the server…</source>
        <translation>Der Server wird gefragt…</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>%1 (%2 bytes)</source>
        <translation>%1 (%2 Bytes)</translation>
    </message>
    <message>
        <source>Modified</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>ETag</source>
        <translation>ETag</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Storage class</source>
        <translation>Speicherklasse</translation>
    </message>
    <message>
        <source>Media type</source>
        <translation>Medientyp</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>Checksum %1</source>
        <translation>Prüfsumme %1</translation>
    </message>
    <message>
        <source>Metadata: %1</source>
        <translation>Metadaten: %1</translation>
    </message>
</context>
<context>
    <name>millrace::RateField</name>
    <message>
        <source>No limit</source>
        <translation>Kein Limit</translation>
    </message>
</context>
<context>
    <name>millrace::ReportFileModel</name>
    <message>
        <source>not verified</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Verified by</source>
        <translation>Geprüft mit</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>millrace::ReportView</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>PDF document…</source>
        <translation>PDF-Dokument…</translation>
    </message>
    <message>
        <source>Web page (HTML)…</source>
        <translation>Webseite (HTML)…</translation>
    </message>
    <message>
        <source>Table of the files (CSV)…</source>
        <translation>Tabelle der Dateien (CSV)…</translation>
    </message>
    <message>
        <source>Report file (JSON)…</source>
        <translation>Berichtsdatei (JSON)…</translation>
    </message>
    <message>
        <source>Parts of the report</source>
        <translation>Teile des Berichts</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Rates</source>
        <translation>Raten</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Files that failed</source>
        <translation>Fehlgeschlagene Dateien</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Settings and machine</source>
        <translation>Einstellungen und Rechner</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>CPU (100 % is one core)</source>
        <translation>CPU (100 % ist ein Kern)</translation>
    </message>
    <message>
        <source>Rates and verification</source>
        <translation>Raten und Prüfung</translation>
    </message>
    <message>
        <source>How fast the files were</source>
        <translation>Wie schnell die Dateien waren</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter the files of the report</source>
        <translation>Dateien des Berichts filtern</translation>
    </message>
    <message>
        <source>Files of the run</source>
        <translation>Dateien des Laufs</translation>
    </message>
    <message>
        <source>The first %1 of %2 files; an export has all of them</source>
        <translation>Die ersten %1 von %2 Dateien; ein Export enthält alle</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Bottleneck: %1</source>
        <translation>Engpass: %1</translation>
    </message>
    <message>
        <source>All bytes over all of the time</source>
        <translation>Alle Bytes durch die ganze Zeit</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Übertragen</translation>
    </message>
    <message>
        <source>Over the network, retries included</source>
        <translation>Über das Netz, samt Wiederholungen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
    <message numerus="yes">
        <source>%n of them were current already</source>
        <translation>
            <numerusform>%n davon war schon aktuell</numerusform>
            <numerusform>%n davon waren schon aktuell</numerusform>
        </translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Wiederholungen</translation>
    </message>
    <message numerus="yes">
        <source>%n because the server asked to slow down</source>
        <translation>
            <numerusform>%n, weil der Server um Drosselung bat</numerusform>
            <numerusform>%n, weil der Server um Drosselung bat</numerusform>
        </translation>
    </message>
    <message>
        <source>CPU per GiB</source>
        <translation>CPU je GiB</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 s of CPU time in all</source>
        <translation>insgesamt %1 s CPU-Zeit</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>Max. Speicher</translation>
    </message>
    <message>
        <source>The run ended early: %1</source>
        <translation>Der Lauf endete vorzeitig: %1</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n file(s)</source>
        <translation>
            <numerusform>%1: %n Datei</numerusform>
            <numerusform>%1: %n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Errors (%1)</source>
        <translation>Fehler (%1)</translation>
    </message>
    <message>
        <source>Mean of the files</source>
        <translation>Mittel der Dateien</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>Standardabweichung</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>Ganzer Lauf</translation>
    </message>
    <message>
        <source>Verified by</source>
        <translation>Geprüft mit</translation>
    </message>
    <message>
        <source>Report (*.json)</source>
        <translation>Bericht (*.json)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>Webseite (*.html)</translation>
    </message>
    <message>
        <source>Document (*.pdf)</source>
        <translation>Dokument (*.pdf)</translation>
    </message>
    <message>
        <source>Export the report</source>
        <translation>Bericht exportieren</translation>
    </message>
    <message>
        <source>Changes on the way</source>
        <translation>Änderungen unterwegs</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>After %1: %2</source>
        <translation>Nach %1: %2</translation>
    </message>
    <message>
        <source>Bottleneck</source>
        <translation>Engpass</translation>
    </message>
    <message>
        <source>What would help</source>
        <translation>Was helfen würde</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Belege</translation>
    </message>
</context>
<context>
    <name>millrace::ReportsPage</name>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Open report file…</source>
        <translation>Berichtsdatei öffnen…</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Select two runs (hold Ctrl) to compare them</source>
        <translation>Wählen Sie zwei Läufe (Strg halten), um sie zu vergleichen</translation>
    </message>
    <message>
        <source>Delete the selected reports</source>
        <translation>Ausgewählte Berichte löschen</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Not exported</source>
        <translation>Nicht exportiert</translation>
    </message>
    <message>
        <source>No run has ended yet</source>
        <translation>Noch kein Lauf ist beendet</translation>
    </message>
    <message>
        <source>Every transfer that ends leaves a report here: how fast it was, how each file was verified, and what went wrong. Reports of millrace-cli can be opened too, or dropped here.</source>
        <translation>Jede beendete Übertragung hinterlässt hier einen Bericht: wie schnell sie war, wie jede Datei geprüft wurde und was schiefging. Auch Berichte von millrace-cli lassen sich öffnen oder hier ablegen.</translation>
    </message>
    <message>
        <source>Choose a run</source>
        <translation>Wählen Sie einen Lauf</translation>
    </message>
    <message>
        <source>Its report is shown here. Hold Ctrl to choose two and compare them.</source>
        <translation>Hier wird sein Bericht gezeigt. Halten Sie Strg, um zwei zu wählen und zu vergleichen.</translation>
    </message>
    <message>
        <source>This report cannot be shown</source>
        <translation>Dieser Bericht lässt sich nicht zeigen</translation>
    </message>
    <message>
        <source>These reports cannot be compared</source>
        <translation>Diese Berichte lassen sich nicht vergleichen</translation>
    </message>
    <message>
        <source>Open report file</source>
        <translation>Berichtsdatei öffnen</translation>
    </message>
    <message>
        <source>Reports (*.json);;All files (*)</source>
        <translation>Berichte (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Delete reports</source>
        <translation>Berichte löschen</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n report(s)?</source>
        <translation>
            <numerusform>%n Bericht löschen?</numerusform>
            <numerusform>%n Berichte löschen?</numerusform>
        </translation>
    </message>
    <message>
        <source>What was transferred stays.</source>
        <translation>Was übertragen wurde, bleibt.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>millrace::ResultPage</name>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>Jetzig</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>Empfohlen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Use for this connection</source>
        <translation>Für diese Verbindung verwenden</translation>
    </message>
    <message>
        <source>Use for this transfer</source>
        <translation>Für diese Übertragung verwenden</translation>
    </message>
    <message>
        <source>Copy as command line</source>
        <translation>Als Befehlszeile kopieren</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>The present settings are as good as any: %1</source>
        <translation>Die jetzigen Einstellungen sind so gut wie alle anderen: %1</translation>
    </message>
    <message>
        <source>%1 % faster (± %2 %): %3 instead of %4</source>
        <translation>%1 % schneller (± %2 %): %3 statt %4</translation>
    </message>
    <message>
        <source>%1 % faster: %2 instead of %3</source>
        <translation>%1 % schneller: %2 statt %3</translation>
    </message>
    <message>
        <source>Bottleneck:</source>
        <translation>Engpass:</translation>
    </message>
    <message>
        <source>too little was measured to name one</source>
        <translation>zu wenig gemessen, um einen zu nennen</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>Files at a time</source>
        <translation>Dateien gleichzeitig</translation>
    </message>
    <message>
        <source>Parts of a file at a time</source>
        <translation>Teile einer Datei gleichzeitig</translation>
    </message>
    <message>
        <source>Connections, at most</source>
        <translation>Verbindungen, höchstens</translation>
    </message>
    <message>
        <source>Size of a part</source>
        <translation>Größe eines Teils</translation>
    </message>
    <message>
        <source>Size of a disk write</source>
        <translation>Größe eines Schreibvorgangs</translation>
    </message>
    <message>
        <source>Disk-writer threads</source>
        <translation>Schreib-Threads</translation>
    </message>
    <message>
        <source>In use for new transfers of this connection</source>
        <translation>Gilt für neue Übertragungen dieser Verbindung</translation>
    </message>
    <message>
        <source>In use for the transfer</source>
        <translation>Gilt für die Übertragung</translation>
    </message>
    <message>
        <source>In use for the transfer, and for new ones of this connection</source>
        <translation>Gilt für die Übertragung und für neue dieser Verbindung</translation>
    </message>
    <message>
        <source>Measured by downloads. An upload that has begun keeps the size of its parts, and none are smaller than 5 MiB.</source>
        <translation>Gemessen mit Downloads. Ein begonnener Upload behält die Größe seiner Teile, und keiner ist kleiner als 5 MiB.</translation>
    </message>
</context>
<context>
    <name>millrace::SearchPage</name>
    <message>
        <source>Trials</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Trials made</source>
        <translation>Gemachte Versuche</translation>
    </message>
    <message>
        <source>Trial %1 of at most %2: %3</source>
        <translation>Versuch %1 von höchstens %2: %3</translation>
    </message>
    <message numerus="yes">
        <source>Stopped after %n trial(s)</source>
        <translation>
            <numerusform>Nach %n Versuch beendet</numerusform>
            <numerusform>Nach %n Versuchen beendet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Done after %n trial(s)</source>
        <translation>
            <numerusform>Nach %n Versuch fertig</numerusform>
            <numerusform>Nach %n Versuchen fertig</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking at the objects…</source>
        <translation>Die Objekte werden angesehen…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird beendet…</translation>
    </message>
</context>
<context>
    <name>millrace::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>Übertragungen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>Behaviour</source>
        <translation>Verhalten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>Browse for the download folder</source>
        <translation>Download-Ordner auswählen</translation>
    </message>
    <message>
        <source>Download folder</source>
        <translation>Download-Ordner</translation>
    </message>
    <message>
        <source>Transfers at a time</source>
        <translation>Übertragungen gleichzeitig</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Tell me when a transfer has finished or failed</source>
        <translation>Melden, wenn eine Übertragung fertig oder fehlgeschlagen ist</translation>
    </message>
    <message>
        <source>Show an icon with the rate in the system tray</source>
        <translation>Symbol mit der Rate im Infobereich zeigen</translation>
    </message>
    <message>
        <source>Keep this computer awake while something moves</source>
        <translation>Diesen Rechner wach halten, solange etwas übertragen wird</translation>
    </message>
    <message>
        <source>Bandwidth</source>
        <translation>Bandbreite</translation>
    </message>
    <message>
        <source>Checksums</source>
        <translation>Prüfsummen</translation>
    </message>
    <message>
        <source>Ask for the folder with every download</source>
        <translation>Bei jedem Download nach dem Ordner fragen</translation>
    </message>
    <message>
        <source>Replace a local file only if it differs</source>
        <translation>Lokale Datei nur ersetzen, wenn sie abweicht</translation>
    </message>
    <message>
        <source>Always replace</source>
        <translation>Immer ersetzen</translation>
    </message>
    <message>
        <source>Never replace</source>
        <translation>Nie ersetzen</translation>
    </message>
    <message>
        <source>Existing files</source>
        <translation>Vorhandene Dateien</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Memory of all transfers together</source>
        <translation>Arbeitsspeicher aller Übertragungen zusammen</translation>
    </message>
    <message>
        <source>Connections of a new transfer, at most</source>
        <translation>Verbindungen einer neuen Übertragung, höchstens</translation>
    </message>
    <message>
        <source>Attempts for each part of a new transfer</source>
        <translation>Versuche je Teil einer neuen Übertragung</translation>
    </message>
    <message>
        <source>Verify every download against the server&apos;s checksum</source>
        <translation>Jeden Download gegen die Prüfsumme des Servers prüfen</translation>
    </message>
    <message>
        <source>A file appears under its name only when it is complete. Without verification its size alone is compared.</source>
        <translation>Eine Datei erscheint erst unter ihrem Namen, wenn sie vollständig ist. Ohne Prüfung wird nur ihre Größe verglichen.</translation>
    </message>
    <message>
        <source>Automatic: CRC-64/NVME where the server takes it</source>
        <translation>Automatisch: CRC-64/NVME, wo der Server es annimmt</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Sent with uploads</source>
        <translation>Mit Uploads gesendet</translation>
    </message>
    <message>
        <source>The server computes it too and refuses what was damaged on the way. Some S3-compatible servers know only few algorithms, or none.</source>
        <translation>Der Server berechnet sie ebenfalls und lehnt ab, was unterwegs beschädigt wurde. Manche S3-kompatiblen Server kennen nur wenige Verfahren oder keines.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Go on in the tray when the window is closed</source>
        <translation>Nach dem Schließen des Fensters im Infobereich weiterlaufen</translation>
    </message>
</context>
<context>
    <name>millrace::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Open the address on the clipboard</source>
        <translation>Adresse aus der Zwischenablage öffnen</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>Diese Liste</translation>
    </message>
    <message>
        <source>Type an address</source>
        <translation>Adresse eingeben</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>One folder up</source>
        <translation>Einen Ordner nach oben</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next and previous part</source>
        <translation>Nächster und voriger Teil</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>Pfeiltasten</translation>
    </message>
    <message>
        <source>First and last part</source>
        <translation>Erster und letzter Teil</translation>
    </message>
    <message>
        <source>Home, End</source>
        <translation>Pos1, Ende</translation>
    </message>
    <message>
        <source>Larger, smaller, fit</source>
        <translation>Größer, kleiner, einpassen</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Part grid</source>
        <translation>Teileraster</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>Übertragungen</translation>
    </message>
    <message>
        <source>Browser</source>
        <translation>Browser</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>millrace::Sidebar</name>
    <message>
        <source>Places</source>
        <translation>Orte</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>Übertragungen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Add a connection…</source>
        <translation>Verbindung hinzufügen…</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Auto-optimize…</source>
        <translation>Automatisch optimieren…</translation>
    </message>
</context>
<context>
    <name>millrace::StatusTotals</name>
    <message>
        <source>Transfers</source>
        <translation>Übertragungen</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Rate of downloads</source>
        <translation>Rate der Downloads</translation>
    </message>
    <message>
        <source>Rate of uploads</source>
        <translation>Rate der Uploads</translation>
    </message>
    <message>
        <source>%1 active, %2 queued</source>
        <translation>%1 aktiv, %2 wartend</translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s)</source>
        <translation>
            <numerusform>%n Verbindung</numerusform>
            <numerusform>%n Verbindungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>millrace::TargetPage</name>
    <message>
        <source>To disk, as transfers do</source>
        <translation>Auf den Datenträger, wie Übertragungen</translation>
    </message>
    <message>
        <source>To memory: the network alone</source>
        <translation>In den Arbeitsspeicher: nur das Netz</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source> GiB</source>
        <translation> GiB</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Objects to measure with</source>
        <translation>Objekte zum Messen</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>Browse for a folder</source>
        <translation>Ordner auswählen</translation>
    </message>
    <message>
        <source>Folder for the trials</source>
        <translation>Ordner für die Versuche</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>trials of</source>
        <translation>Versuche von</translation>
    </message>
    <message>
        <source>and</source>
        <translation>und</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>höchstens</translation>
    </message>
    <message>
        <source>Seconds of a trial</source>
        <translation>Sekunden eines Versuchs</translation>
    </message>
    <message>
        <source>Most data of a trial</source>
        <translation>Meiste Daten eines Versuchs</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Short real downloads find the settings with which this connection is fastest on this machine. Nothing is kept of them, and nothing is changed until you say so.</source>
        <translation>Kurze echte Downloads finden die Einstellungen, mit denen diese Verbindung auf diesem Rechner am schnellsten ist. Davon bleibt nichts zurück, und nichts wird geändert, bis Sie es sagen.</translation>
    </message>
    <message>
        <source>There is no connection yet: add one first.</source>
        <translation>Es gibt noch keine Verbindung: Fügen Sie zuerst eine hinzu.</translation>
    </message>
    <message>
        <source>Objects like those you transfer: a large one, or a folder (with “/” at the end).</source>
        <translation>Objekte wie die, die Sie übertragen: ein großes oder ein Ordner (mit „/“ am Ende).</translation>
    </message>
    <message>
        <source>Objects of this folder, as many as the time allows.</source>
        <translation>Objekte dieses Ordners, so viele die Zeit erlaubt.</translation>
    </message>
    <message>
        <source>This object, again and again.</source>
        <translation>Dieses Objekt, immer wieder.</translation>
    </message>
    <message>
        <source>At most %1 and %2 of traffic; the search ends early when nothing gains any more.</source>
        <translation>Höchstens %1 und %2 Datenverkehr; die Suche endet früher, wenn nichts mehr hilft.</translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) are under way and share the line with the trials. Pause them first for figures that hold.</source>
        <translation>
            <numerusform>Eine Übertragung läuft und teilt sich die Leitung mit den Versuchen. Halten Sie sie vorher an, damit die Zahlen stimmen.</numerusform>
            <numerusform>%n Übertragungen laufen und teilen sich die Leitung mit den Versuchen. Halten Sie sie vorher an, damit die Zahlen stimmen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>millrace::TimetableEditor</name>
    <message>
        <source>Add a time</source>
        <translation>Zeit hinzufügen</translation>
    </message>
    <message>
        <source>At all other times</source>
        <translation>Zu allen anderen Zeiten</translation>
    </message>
    <message>
        <source>Limit at all other times</source>
        <translation>Limit zu allen anderen Zeiten</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>Jeden Tag</translation>
    </message>
    <message>
        <source>Monday to Friday</source>
        <translation>Montag bis Freitag</translation>
    </message>
    <message>
        <source>Saturday and Sunday</source>
        <translation>Samstag und Sonntag</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>Remove this time</source>
        <translation>Diese Zeit entfernen</translation>
    </message>
</context>
<context>
    <name>millrace::TimetableWeek</name>
    <message>
        <source>The week as a picture</source>
        <translation>Die Woche als Bild</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Kein Limit</translation>
    </message>
</context>
<context>
    <name>millrace::TransferModel</name>
    <message>
        <source>Queued</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Listing</source>
        <translation>Liste wird geholt</translation>
    </message>
    <message>
        <source>Uploading</source>
        <translation>Wird hochgeladen</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>Wird geladen</translation>
    </message>
    <message>
        <source>Pausing</source>
        <translation>Wird angehalten</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Already current</source>
        <translation>Schon aktuell</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>%1 +</source>
        <translation>%1 +</translation>
    </message>
    <message>
        <source>size not known yet</source>
        <translation>Größe noch unbekannt</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
</context>
<context>
    <name>millrace::TransfersPage</name>
    <message>
        <source>Nothing is being transferred</source>
        <translation>Es wird nichts übertragen</translation>
    </message>
    <message>
        <source>Browse a connection and press Download, drop files on a folder, or paste an s3:// address or a presigned link anywhere in this window.</source>
        <translation>Öffnen Sie eine Verbindung und drücken Sie „Herunterladen“, legen Sie Dateien auf einem Ordner ab oder fügen Sie irgendwo in diesem Fenster eine s3://-Adresse oder einen vorsignierten Link ein.</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>Übertragungen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>To the top of the queue</source>
        <translation>An den Anfang der Warteschlange</translation>
    </message>
    <message>
        <source>Up in the queue</source>
        <translation>In der Warteschlange nach oben</translation>
    </message>
    <message>
        <source>Down in the queue</source>
        <translation>In der Warteschlange nach unten</translation>
    </message>
    <message>
        <source>To the end of the queue</source>
        <translation>Ans Ende der Warteschlange</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Copy source address</source>
        <translation>Quelladresse kopieren</translation>
    </message>
    <message>
        <source>Copy as command line</source>
        <translation>Als Befehlszeile kopieren</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Aus der Liste entfernen</translation>
    </message>
    <message>
        <source>Auto-optimize this transfer…</source>
        <translation>Diese Übertragung automatisch optimieren…</translation>
    </message>
    <message>
        <source>What has arrived so far stays on the disk.</source>
        <translation>Was schon angekommen ist, bleibt auf dem Datenträger.</translation>
    </message>
    <message>
        <source>What has been sent so far is removed from the server, where it would cost storage.</source>
        <translation>Was schon gesendet wurde, wird vom Server entfernt, wo es Speicher kosten würde.</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n transfer(s) that have not finished?</source>
        <translation>
            <numerusform>%n unfertige Übertragung entfernen?</numerusform>
            <numerusform>%n unfertige Übertragungen entfernen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>millrace::TrayIcon</name>
    <message>
        <source>Show Millrace</source>
        <translation>Millrace zeigen</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>Alle anhalten</translation>
    </message>
    <message>
        <source>Resume all</source>
        <translation>Alle fortsetzen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Down %1</source>
        <translation>Ab %1</translation>
    </message>
    <message>
        <source>Up %1</source>
        <translation>Auf %1</translation>
    </message>
    <message>
        <source>%1 active, %2 queued</source>
        <translation>%1 aktiv, %2 wartend</translation>
    </message>
    <message>
        <source>Nothing is being transferred</source>
        <translation>Es wird nichts übertragen</translation>
    </message>
</context>
<context>
    <name>millrace::TrialChart</name>
    <message>
        <source>Rates of the trials</source>
        <translation>Raten der Versuche</translation>
    </message>
    <message>
        <source>No trial has ended yet</source>
        <translation>Noch kein Versuch ist beendet</translation>
    </message>
    <message numerus="yes">
        <source>%n trial(s), the fastest at %1</source>
        <translation>
            <numerusform>%n Versuch, der schnellste mit %1</numerusform>
            <numerusform>%n Versuche, der schnellste mit %1</numerusform>
        </translation>
    </message>
    <message>
        <source>present settings</source>
        <translation>jetzige Einstellungen</translation>
    </message>
    <message>
        <source>The first trial begins in a moment</source>
        <translation>Der erste Versuch beginnt gleich</translation>
    </message>
    <message>
        <source>Trial %1: %2
%3
%4</source>
        <translation>Versuch %1: %2
%3
%4</translation>
    </message>
</context>
<context>
    <name>millrace::TrialModel</name>
    <message>
        <source>Present settings</source>
        <translation>Jetzige Einstellungen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 ± %2 %</source>
        <translation>%1 ± %2 %</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of %1</source>
        <translation>
            <numerusform>%n Teil zu %1</numerusform>
            <numerusform>%n Teile zu %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>millrace::TroubleBanner</name>
    <message>
        <source>Why the transfer failed</source>
        <translation>Warum die Übertragung fehlschlug</translation>
    </message>
    <message>
        <source>What to do next</source>
        <translation>Was als Nächstes zu tun ist</translation>
    </message>
</context>
<context>
    <name>millrace::VersionModel</name>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Was deleted</source>
        <translation>War gelöscht</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>Aktuell</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>Älter</translation>
    </message>
    <message>
        <source>A delete marker: it hides the versions below it. Delete it to bring them back.</source>
        <translation>Eine Löschmarkierung: Sie verbirgt die Versionen darunter. Löschen Sie sie, um diese zurückzuholen.</translation>
    </message>
    <message>
        <source>What a download without a version gets</source>
        <translation>Was ein Download ohne Version erhält</translation>
    </message>
    <message>
        <source>Replaced or hidden by a newer one</source>
        <translation>Von einer neueren ersetzt oder verborgen</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Bytes</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Modified</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Storage class</source>
        <translation>Speicherklasse</translation>
    </message>
    <message>
        <source>ETag</source>
        <translation>ETag</translation>
    </message>
</context>
<context>
    <name>millrace::VersionsDialog</name>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Versions of %1</source>
        <translation>Versionen von %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>This bucket keeps no versions: what is deleted or replaced here is gone. Versioning is switched on at the provider.</source>
        <translation>Dieser Bucket bewahrt keine Versionen auf: Was hier gelöscht oder ersetzt wird, ist weg. Die Versionierung wird beim Anbieter eingeschaltet.</translation>
    </message>
    <message>
        <source>All versions</source>
        <translation>Alle Versionen</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Put the version on top again, by a copy on the server</source>
        <translation>Die Version durch eine Kopie auf dem Server wieder nach oben bringen</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>Der Server wird gefragt…</translation>
    </message>
    <message>
        <source>There are no versions here</source>
        <translation>Hier gibt es keine Versionen</translation>
    </message>
    <message>
        <source>Nothing is stored under this name, and nothing was.</source>
        <translation>Unter diesem Namen ist und war nichts gespeichert.</translation>
    </message>
    <message>
        <source>%1 versions so far; more come as you scroll</source>
        <translation>Bisher %1 Versionen; beim Blättern kommen weitere</translation>
    </message>
    <message numerus="yes">
        <source>%n version(s)</source>
        <translation>
            <numerusform>%n Version</numerusform>
            <numerusform>%n Versionen</numerusform>
        </translation>
    </message>
    <message>
        <source>Restoring…</source>
        <translation>Wird wiederhergestellt…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n version(s) for good?</source>
        <translation>
            <numerusform>%n Version endgültig löschen?</numerusform>
            <numerusform>%n Versionen endgültig löschen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Without its delete marker, an object is there again.</source>
        <translation>Ohne seine Löschmarkierung ist ein Objekt wieder da.</translation>
    </message>
    <message>
        <source>Nothing brings a version back once it is deleted.</source>
        <translation>Eine gelöschte Version bringt nichts zurück.</translation>
    </message>
    <message>
        <source>Deleting…</source>
        <translation>Wird gelöscht…</translation>
    </message>
    <message>
        <source>Not done</source>
        <translation>Nicht ausgeführt</translation>
    </message>
</context>
<context>
    <name>millrace::WelcomePage</name>
    <message>
        <source>Welcome to Millrace</source>
        <translation>Willkommen bei Millrace</translation>
    </message>
    <message>
        <source>Moves objects between S3-compatible storage and this computer: fast, verified, and with every part in view.</source>
        <translation>Überträgt Objekte zwischen S3-kompatiblem Speicher und diesem Rechner: schnell, geprüft und mit jedem Teil im Blick.</translation>
    </message>
    <message>
        <source>Add a connection</source>
        <translation>Verbindung hinzufügen</translation>
    </message>
    <message>
        <source>AWS, Ceph, MinIO, Cloudflare R2, Backblaze B2 and others. Keys stay in your system&apos;s keychain.</source>
        <translation>AWS, Ceph, MinIO, Cloudflare R2, Backblaze B2 und andere. Schlüssel bleiben im Schlüsselbund Ihres Systems.</translation>
    </message>
    <message>
        <source>Add a connection…</source>
        <translation>Verbindung hinzufügen…</translation>
    </message>
    <message>
        <source>Import from ~/.aws</source>
        <translation>Aus ~/.aws importieren</translation>
    </message>
    <message>
        <source>Use the profiles that the AWS command line already knows. Keys are read where they are and not copied.</source>
        <translation>Nutzt die Profile, die die AWS-Befehlszeile schon kennt. Schlüssel werden gelesen, wo sie sind, und nicht kopiert.</translation>
    </message>
    <message>
        <source>Choose profiles…</source>
        <translation>Profile auswählen…</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>Demo ausprobieren</translation>
    </message>
    <message>
        <source>Starts a small S3 service inside this program and downloads generated objects from it. No account, no network.</source>
        <translation>Startet einen kleinen S3-Dienst in diesem Programm und lädt erzeugte Objekte davon herunter. Ohne Konto, ohne Netz.</translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation>Demo starten</translation>
    </message>
    <message>
        <source>You can also paste an s3:// address or a presigned link into this window at any time.</source>
        <translation>Sie können auch jederzeit eine s3://-Adresse oder einen vorsignierten Link in dieses Fenster einfügen.</translation>
    </message>
    <message numerus="yes">
        <source>%n profile(s) of the AWS command line are on this computer. Their keys are read where they are and not copied.</source>
        <translation>
            <numerusform>%n Profil der AWS-Befehlszeile ist auf diesem Rechner. Seine Schlüssel werden gelesen, wo sie sind, und nicht kopiert.</numerusform>
            <numerusform>%n Profile der AWS-Befehlszeile sind auf diesem Rechner. Ihre Schlüssel werden gelesen, wo sie sind, und nicht kopiert.</numerusform>
        </translation>
    </message>
    <message>
        <source>No profiles were found in ~/.aws on this computer.</source>
        <translation>In ~/.aws wurden auf diesem Rechner keine Profile gefunden.</translation>
    </message>
</context>
</TS>
