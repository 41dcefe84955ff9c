<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Bottleneck</name>
    <message numerus="yes">
        <source>Millrace used %1 of %n core(s)</source>
        <translation>
            <numerusform>Millrace used %1 of one core</numerusform>
            <numerusform>Millrace used %1 of %n cores</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>requests wait %1 each for their answer, %2 of the parts&apos; time; %3 requests a second over %n connection(s)</source>
        <translation>
            <numerusform>requests wait %1 each for their answer, %2 of the parts&apos; time; %3 requests a second over one connection</numerusform>
            <numerusform>requests wait %1 each for their answer, %2 of the parts&apos; time; %3 requests a second over %n connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>small requests wait %1 each for their first byte, %2 of the parts&apos; time; %3 requests a second over %n connection(s)</source>
        <translation>
            <numerusform>small requests wait %1 each for their first byte, %2 of the parts&apos; time; %3 requests a second over one connection</numerusform>
            <numerusform>small requests wait %1 each for their first byte, %2 of the parts&apos; time; %3 requests a second over %n connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>requests wait %1 each for their first byte, %2 of the parts&apos; time; %3 requests a second over %n connection(s)</source>
        <translation>
            <numerusform>requests wait %1 each for their first byte, %2 of the parts&apos; time; %3 requests a second over one connection</numerusform>
            <numerusform>requests wait %1 each for their first byte, %2 of the parts&apos; time; %3 requests a second over %n connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>each is capped near %1; %n connection(s) bring %2</source>
        <translation>
            <numerusform>each is capped near %1; one connection brings %2</numerusform>
            <numerusform>each is capped near %1; %n connections bring %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 over %n connection(s) is what link and server gave; this machine had room</source>
        <translation>
            <numerusform>%1 over one connection is what link and server gave; this machine had room</numerusform>
            <numerusform>%1 over %n connections is what link and server gave; this machine had room</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PartMonitor</name>
    <message numerus="yes">
        <source>%n file(s) done</source>
        <translation>
            <numerusform>%n file done</numerusform>
            <numerusform>%n files done</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message numerus="yes">
        <source>%n file(s) failed</source>
        <translation>
            <numerusform>%n file failed</numerusform>
            <numerusform>%n files failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportArchive</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportDocument</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TransferRecord</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Finished: %n file(s), %1 in %2</source>
        <translation>
            <numerusform>Finished: %n file, %1 in %2</numerusform>
            <numerusform>Finished: %n files, %1 in %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) failed and were made again</source>
        <translation>
            <numerusform>%n attempt failed and was made again</numerusform>
            <numerusform>%n attempts failed and were made again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) failed and were made again: %1</source>
        <translation>
            <numerusform>%n attempt failed and was made again: %1</numerusform>
            <numerusform>%n attempts failed and were made again: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server asked %n time(s) to slow down</source>
        <translation>
            <numerusform>The server asked %n time to slow down</numerusform>
            <numerusform>The server asked %n times to slow down</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>millrace::ActivityCard</name>
    <message numerus="yes">
        <source>Down %1, up %2, %n active</source>
        <translation>
            <numerusform>Down %1, up %2, %n active</numerusform>
            <numerusform>Down %1, up %2, %n active</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>millrace::BrowserPage</name>
    <message numerus="yes">
        <source>%n bucket(s)</source>
        <translation>
            <numerusform>%n bucket</numerusform>
            <numerusform>%n buckets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n entries?</source>
        <translation>
            <numerusform>Delete %n entry?</numerusform>
            <numerusform>Delete %n entries?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln entry(s), %1</source>
        <translation>
            <numerusform>%Ln entry, %1</numerusform>
            <numerusform>%Ln entries, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln entry(s)</source>
        <translation>
            <numerusform>%Ln entry</numerusform>
            <numerusform>%Ln entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are there already. Replace them?</source>
        <translation>
            <numerusform>%n of them is there already. Replace it?</numerusform>
            <numerusform>%n of them are there already. Replace them?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln object(s), %2</source>
        <translation>
            <numerusform>%1: %Ln object, %2</numerusform>
            <numerusform>%1: %Ln objects, %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln object(s), %2 so far…</source>
        <translation>
            <numerusform>%1: %Ln object, %2 so far…</numerusform>
            <numerusform>%1: %Ln objects, %2 so far…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>millrace::FindingsPage</name>
    <message numerus="yes">
        <source>%n processor(s)</source>
        <translation>
            <numerusform>%n processor</numerusform>
            <numerusform>%n processors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>millrace::Notices</name>
    <message numerus="yes">
        <source>%n transfer(s) finished</source>
        <translation>
            <numerusform>%n transfer finished</numerusform>
            <numerusform>%n transfers finished</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) failed</source>
        <translation>
            <numerusform>%n transfer failed</numerusform>
            <numerusform>%n transfers failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>millrace::PartGrid</name>
    <message numerus="yes">
        <source>%n part(s): %1</source>
        <translation>
            <numerusform>%n part: %1</numerusform>
            <numerusform>%n parts: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>millrace::ReportView</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them were current already</source>
        <translation>
            <numerusform>%n of them was current already</numerusform>
            <numerusform>%n of them were current already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n because the server asked to slow down</source>
        <translation>
            <numerusform>%n because the server asked to slow down</numerusform>
            <numerusform>%n because the server asked to slow down</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n file(s)</source>
        <translation>
            <numerusform>%1: %n file</numerusform>
            <numerusform>%1: %n files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>millrace::ReportsPage</name>
    <message numerus="yes">
        <source>Delete %n report(s)?</source>
        <translation>
            <numerusform>Delete %n report?</numerusform>
            <numerusform>Delete %n reports?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>millrace::SearchPage</name>
    <message numerus="yes">
        <source>Stopped after %n trial(s)</source>
        <translation>
            <numerusform>Stopped after %n trial</numerusform>
            <numerusform>Stopped after %n trials</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Done after %n trial(s)</source>
        <translation>
            <numerusform>Done after %n trial</numerusform>
            <numerusform>Done after %n trials</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>millrace::StatusTotals</name>
    <message numerus="yes">
        <source>%n connection(s)</source>
        <translation>
            <numerusform>%n connection</numerusform>
            <numerusform>%n connections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>millrace::TargetPage</name>
    <message numerus="yes">
        <source>%n transfer(s) are under way and share the line with the trials. Pause them first for figures that hold.</source>
        <translation>
            <numerusform>One transfer is under way and shares the line with the trials. Pause it first for figures that hold.</numerusform>
            <numerusform>%n transfers are under way and share the line with the trials. Pause them first for figures that hold.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>millrace::TransfersPage</name>
    <message numerus="yes">
        <source>Remove %n transfer(s) that have not finished?</source>
        <translation>
            <numerusform>Remove %n transfer that has not finished?</numerusform>
            <numerusform>Remove %n transfers that have not finished?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>millrace::TrialChart</name>
    <message numerus="yes">
        <source>%n trial(s), the fastest at %1</source>
        <translation>
            <numerusform>%n trial, at %1</numerusform>
            <numerusform>%n trials, the fastest at %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>millrace::TrialModel</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of %1</source>
        <translation>
            <numerusform>%n part of %1</numerusform>
            <numerusform>%n parts of %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>millrace::VersionsDialog</name>
    <message numerus="yes">
        <source>%n version(s)</source>
        <translation>
            <numerusform>%n version</numerusform>
            <numerusform>%n versions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n version(s) for good?</source>
        <translation>
            <numerusform>Delete %n version for good?</numerusform>
            <numerusform>Delete %n versions for good?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>millrace::WelcomePage</name>
    <message numerus="yes">
        <source>%n profile(s) of the AWS command line are on this computer. Their keys are read where they are and not copied.</source>
        <translation>
            <numerusform>%n profile of the AWS command line is on this computer. Its keys are read where they are and not copied.</numerusform>
            <numerusform>%n profiles of the AWS command line are on this computer. Their keys are read where they are and not copied.</numerusform>
        </translation>
    </message>
</context>
</TS>
