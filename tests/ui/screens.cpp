// SPDX-License-Identifier: GPL-3.0-or-later
// Shows every screen with real data of the demo's endpoint and saves a picture of each: screens FOLDER THEME [LANGUAGE]
#include "support/testendpoint.h"
#include "ui/browser/browserpage.h"
#include "ui/browser/keymodel.h"
#include "ui/browser/presigndialog.h"
#include "ui/browser/propertiesdialog.h"
#include "ui/browser/versionmodel.h"
#include "ui/browser/versionsdialog.h"
#include "ui/charts/chartpane.h"
#include "ui/connections/connectiondialog.h"
#include "ui/connections/importdialog.h"
#include "ui/connections/keychain.h"
#include "ui/details/detailspane.h"
#include "ui/main/aboutdialog.h"
#include "ui/main/mainwindow.h"
#include "ui/main/shortcutsdialog.h"
#include "ui/parts/partspane.h"
#include "ui/reports/comparisonview.h"
#include "ui/reports/historymodel.h"
#include "ui/reports/reportspage.h"
#include "ui/reports/reportview.h"
#include "ui/settings/bandwidthlimit.h"
#include "ui/settings/settingsdialog.h"
#include "ui/text/translation.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/transfers/engineboard.h"
#include "ui/transfers/newtransferdialog.h"
#include "ui/transfers/transfermodel.h"
#include "ui/transfers/transferspage.h"
#include "ui/welcome/demo.h"
#include "ui/wizard/optimizedialog.h"
#include "ui/wizard/resultpage.h"
#include "ui/wizard/searchpage.h"
#include "ui/wizard/trialmodel.h"

#include <QApplication>
#include <QDir>
#include <QFont>
#include <QListView>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTest>
#include <QTreeView>
#include <cstdio>

using namespace millrace;
using namespace Qt::StringLiterals;

namespace {

QString folder;
QString theme;

void save(QWidget *widget, const QString &name)
{
    QTest::qWait(250); // for what is painted a moment later
    const QString path = u"%1/%2-%3.png"_s.arg(folder, name, theme);
    if (!widget->grab().save(path))
        std::fprintf(stderr, "cannot write %s\n", qPrintable(path));
}

void show(QDialog &dialog, const QString &name)
{
    dialog.show();
    save(&dialog, name);
    dialog.close();
}

void saveBox(QWidget *window, const QString &name)
{
    auto *box = window->findChild<QMessageBox *>();
    save(box, name);
    box->reject();
    QTest::qWait(50);
}

bool until(const std::function<bool()> &condition, int milliseconds = 30000)
{
    return QTest::qWaitFor(condition, milliseconds);
}

void press(QWidget *parent, const QString &text)
{
    for (QPushButton *button : parent->findChildren<QPushButton *>())
        if (button->text() == text)
            button->click();
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"millrace"_s);
    QStandardPaths::setTestModeEnabled(true);
    if (argc < 3) {
        std::fprintf(stderr, "usage: screens FOLDER THEME [LANGUAGE]\n");
        return 2;
    }
    folder = QString::fromLocal8Bit(argv[1]);
    theme = QString::fromLocal8Bit(argv[2]);
    QDir().mkpath(folder);
    app.setWindowIcon(applicationIcon());
    Translation translation(app);
    translation.choose(argc > 3 ? QString::fromLocal8Bit(argv[3]) : u"en"_s);
    Appearance appearance(app);
    appearance.choose(themeChoice(theme));
    QTemporaryDir home;
    Keychain keychain(u"Millrace screens"_s);
    ConnectionBook book(home.filePath(u"connections.json"_s), keychain);
    const QString reports = home.filePath(u"reports"_s);
    BandwidthLimit limit{Bandwidth()};
    EngineBoard board(limit.buckets(), reports);
    Preferences preferences;
    preferences.targetFolder = home.filePath(u"Downloads"_s);
    MainWindow window({board, book, appearance, home.filePath(u"settings.json"_s), &limit, reports}, preferences);
    window.resize(1240, 800);
    window.show();
    save(&window, u"welcome"_s);
    window.go({Place::Kind::Transfers, TransferShown::All, {}});
    save(&window, u"transfers-empty"_s);

    window.startDemo();
    TransferModel *model = window.transferModel();
    DetailsPane *details = window.transfersPage()->details();
    PartGrid *grid = details->parts()->grid();
    if (!until([&] { return model->rowCount() > 0 && model->at(0).partsDone > 60; }))
        return 1;
    const ConnectionProfile *demo = book.find(u"demo"_s);
    window.go({Place::Kind::Connection, TransferShown::All, demo->id});
    BrowserPage *page = window.browserPage(demo->id);
    until([&] { return page->model()->rowCount() >= 3; });
    save(&window, u"browser-buckets"_s);
    page->open({u"demo"_s, {}});
    until([&] { return page->model()->rowCount() >= 4; });
    save(&window, u"browser"_s);
    page->open({u"archive"_s, u"scans/"_s});
    until([&] { return page->model()->rowCount() >= 1000; });
    save(&window, u"browser-many"_s);
    page->open({u"my-uploads"_s, {}});
    until([&] { return !page->view()->isVisible(); });
    save(&window, u"browser-empty"_s);
    page->open({u"no-such-bucket"_s, {}});
    QTest::qWait(300);
    until([&] { return !page->view()->isVisible(); });
    save(&window, u"browser-error"_s);

    Connection connection;
    book.resolve(demo->id, &window, [&connection](const Result<Connection> &c) { connection = c.value_or(Connection()); });
    DownloadSpec spec;
    spec.connection = connection;
    spec.bucket = Demo::bucket();
    spec.wholePrefix = true;
    spec.prefix = u"daily/"_s;
    spec.targetFolder = home.filePath(u"daily"_s);
    const auto order = [&](bool paused) {
        board.add({spec, demo->id, demo->name, {}, paused, true});
    };
    order(false);
    spec.wholePrefix = false;
    spec.keys = {u"survey.tar"_s};
    spec.targetFolder = home.path();
    order(true);
    spec.keys = {u"no-such-object.bin"_s};
    order(false);
    until([&] { return model->rowCount() == 4; });
    window.go({Place::Kind::Transfers, TransferShown::All, {}});
    const quint64 first = model->at(0).id;
    window.transfersPage()->select(first);
    QTest::qWait(2500);
    save(&window, u"transfers"_s);
    UploadSpec sent;
    sent.connection = connection;
    sent.paths = {QCoreApplication::applicationFilePath()};
    sent.bucket = u"my-uploads"_s;
    board.add({sent, demo->id, demo->name, {}, true, true});
    until([&] { return model->rowCount() == 5; });
    window.transfersPage()->table()->selectAll();
    window.transfersPage()->actions().remove->trigger();
    saveBox(&window, u"box-remove"_s);
    emit board.remained(u"/home/user/videos/recording.mov"_s,
                        Error::make(ErrorKind::Network, ErrorCause::ConnectionRefused, u"the connection was refused"_s),
                        u"millrace-cli uploads abort s3://my-uploads/recording.mov --endpoint-url http://127.0.0.1:9000"_s);
    saveBox(&window, u"box-parts-remain"_s);
    window.transfersPage()->select(first);
    press(details, QCoreApplication::translate("millrace::PartsPane", "Heat"));
    grid->setCurrent(20);
    save(&window, u"parts-heat"_s);
    press(details, QCoreApplication::translate("millrace::PartsPane", "Text"));
    save(&window, u"parts-text"_s);
    press(details, QCoreApplication::translate("millrace::PartsPane", "State"));
    for (const auto &[index, name] : {std::pair(1, u"charts"_s), std::pair(2, u"files"_s), std::pair(3, u"log"_s), std::pair(4, u"general"_s)}) {
        details->setCurrentIndex(index);
        save(&window, u"details-"_s + name);
    }
    ChartWidget *chart = details->findChild<ChartPane *>()->chart();
    details->setCurrentIndex(1);
    chart->setShown(ChartWidget::EachConnection, true);
    chart->setShown(ChartWidget::Rate, false);
    chart->setShown(ChartWidget::Connections, false);
    save(&window, u"charts-connections"_s);
    chart->setShown(ChartWidget::EachConnection, false);
    chart->setShown(ChartWidget::Rate, true);
    chart->setShown(ChartWidget::Connections, true);
    until([&] { return model->row(first)->isOver(); }, 60000);
    details->setCurrentIndex(0);
    save(&window, u"transfers-finished"_s);
    for (int row = 0; row < model->rowCount(); ++row)
        if (model->at(row).state == TransferState::Failed)
            window.transfersPage()->select(model->at(row).id);
    details->setCurrentIndex(4);
    save(&window, u"transfers-failed"_s);

    ReportsPage *reportsPage = window.reportsPage();
    window.go({Place::Kind::Reports, TransferShown::All, {}});
    until([&] { return reportsPage->history()->rowCount() >= 3; });
    save(&window, u"reports"_s);
    for (int row = 0; row < reportsPage->history()->rowCount(); ++row)
        if (reportsPage->history()->at(row).title == u"large/"_s)
            reportsPage->list()->setCurrentIndex(reportsPage->history()->index(row));
    until([&] { return reportsPage->view()->isVisible(); });
    for (int tab = 0; tab < reportsPage->view()->tabs()->count(); ++tab) {
        if (!reportsPage->view()->tabs()->isTabVisible(tab))
            continue;
        reportsPage->view()->tabs()->setCurrentIndex(tab);
        save(&window, u"report-%1"_s.arg(tab + 1));
    }
    reportsPage->view()->tabs()->setCurrentIndex(0);
    reportsPage->view()->exportAs(ReportFormat::Pdf, folder + u"/report.pdf"_s);
    reportsPage->view()->exportAs(ReportFormat::Html, folder + u"/report.html"_s);
    for (int row = 0; row < reportsPage->history()->rowCount(); ++row)
        if (reportsPage->history()->at(row).report.filesFailed > 0)
            reportsPage->list()->setCurrentIndex(reportsPage->history()->index(row));
    QTest::qWait(500);
    reportsPage->view()->tabs()->setCurrentIndex(3);
    save(&window, u"report-failed"_s);
    reportsPage->list()->clearSelection();
    reportsPage->list()->selectionModel()->select(QItemSelection(reportsPage->history()->index(0), reportsPage->history()->index(1)),
                                            QItemSelectionModel::Select);
    until([&] { return reportsPage->comparison()->isVisible(); });
    save(&window, u"reports-compared"_s);

    {
        OptimizePlan plan;
        plan.connectionId = demo->id;
        plan.address = u"s3://demo/large/"_s;
        plan.folder = home.filePath(u"trials"_s);
        plan.mostTrials = 12;
        plan.trialSeconds = 1;
        OptimizeDialog dialog(book, preferences, plan, nullptr, &window);
        dialog.show();
        save(&dialog, u"optimize-1"_s);
        dialog.nextButton()->click();
        until([&] { return dialog.nextButton()->isEnabled(); });
        save(&dialog, u"optimize-2"_s);
        dialog.nextButton()->click();
        until([&] { return dialog.searchPage()->model()->rowCount() >= 7; }, 60000);
        QTest::qWait(600);
        save(&dialog, u"optimize-3"_s);
        until([&] { return dialog.step() == OptimizeDialog::Outcome; }, 120000);
        save(&dialog, u"optimize-4"_s);
        TuningResult forUpload = dialog.resultPage()->result();
        forUpload.better = true;
        dialog.resultPage()->setResult(forUpload, preferences.transferSettings(), true, true);
        save(&dialog, u"optimize-upload"_s);
        dialog.close();
    }
    window.go({Place::Kind::Transfers, TransferShown::All, {}});

    {
        ConnectionDialog dialog(book, ConnectionProfile::make(), &window);
        show(dialog, u"connection"_s);
    }
    {
        ConnectionProfile profile = ConnectionProfile::make();
        profile.provider = u"minio"_s;
        profile.name = u"Lab"_s;
        profile.endpoint = connection.endpoint.toString();
        profile.region = connection.region;
        profile.accessKeyId = QString::fromLatin1(connection.credentials.accessKeyId);
        book.put(profile);
        for (const auto &[secret, name] : {std::pair(connection.credentials.secretAccessKey, u"connection-works"_s),
                                           std::pair(QByteArray("wrong"), u"connection-refused"_s)}) {
            keychain.storeForSession(profile.id, secret);
            ConnectionDialog dialog(book, profile, &window);
            dialog.show();
            dialog.findChild<QPushButton *>(u"testConnection"_s)->click();
            QTest::qWait(1500);
            save(&dialog, name);
            dialog.close();
        }
    }
    {
        ImportDialog dialog(book, &window);
        dialog.show();
        QTest::qWait(300);
        save(&dialog, u"import"_s);
    }
    {
        NewTransferDialog dialog(book, u"s3://demo/large/"_s, preferences, &window);
        show(dialog, u"new-transfer"_s);
    }
    {
        preferences.bandwidth.mode = Bandwidth::Mode::Timetable;
        SettingsDialog dialog(preferences, &window);
        dialog.show();
        auto *list = dialog.findChild<QListWidget *>();
        for (int row = 0; row < list->count(); ++row) {
            list->setCurrentRow(row);
            save(&dialog, u"settings-%1"_s.arg(row + 1));
        }
    }
    {
        PresignDialog dialog(connection, u"demo"_s, u"large/object-1.bin"_s, &window);
        show(dialog, u"link"_s);
    }
    {
        BucketSession session(connection);
        BrowserEntry entry;
        entry.name = u"object-1.bin"_s;
        entry.key = u"large/object-1.bin"_s;
        PropertiesDialog dialog(session, u"demo"_s, entry, &window);
        dialog.open();
        QTest::qWait(1000);
        save(&dialog, u"properties"_s);
    }
    {
        BucketSession session(connection);
        VersionsDialog dialog(session, u"demo"_s, u"large/"_s, &window);
        dialog.show();
        until([&] { return dialog.model()->rowCount() > 0; });
        save(&dialog, u"versions-none"_s);
        // As a server that keeps versions lists them; tst_versions speaks to one.
        dialog.model()->reset(u"reports/"_s);
        QList<ObjectVersion> versions;
        const std::tuple<const char *, const char *, bool, bool, int, ByteCount> rows[] = {
            {"reports/2026.pdf", "hAWQlk3yQJX9Zc4hG1d2", true, false, 0, 2'400'000},
            {"reports/2026.pdf", "8yVtNq0MZp7uXw5sR3bT", false, false, 26, 2'380'112},
            {"reports/2026.pdf", "Kc2LmP9oJf6aDe1iUx4g", false, false, 75, 1'102'334},
            {"reports/draft.docx", "Zz7QvB5nWq3eRt8yLo0s", true, true, 3, -1},
            {"reports/draft.docx", "mN4bVc6xAs1dFg9hJk2l", false, false, 50, 88'412},
        };
        for (const auto &[key, id, latest, marker, hours, size] : rows) {
            ObjectVersion version;
            version.key = QString::fromLatin1(key);
            version.versionId = QString::fromLatin1(id);
            version.latest = latest;
            version.deleteMarker = marker;
            version.size = size;
            version.lastModified = QDateTime(QDate(2026, 11, 20), QTime(16, 12), Qt::UTC).addSecs(-3600 * hours);
            version.storageClass = marker ? QString() : u"STANDARD"_s;
            version.etag = marker ? QByteArray() : QByteArray("9b2cf535f27731c974343645a3985328");
            versions += version;
        }
        dialog.model()->append(versions, false);
        for (QFrame *banner : dialog.findChildren<QFrame *>())
            if (banner->property("role") == u"banner"_s)
                banner->hide();
        dialog.view()->setCurrentIndex(dialog.model()->index(1, 0));
        save(&dialog, u"versions"_s);
    }
    {
        ShortcutsDialog dialog(&window);
        show(dialog, u"shortcuts"_s);
    }
    {
        AboutDialog dialog(&window);
        show(dialog, u"about"_s);
    }
    return 0;
}
