// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tuning/tuningtrial.h"

#include <QAbstractTableModel>

namespace millrace {

/// The trials of a search as they come; the last may be under way.
class TrialModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Number, Settings, Rate, Reason, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void clear();
    void begin(const TuningTrial &trial);
    /// Of the trial under way.
    void progress(int number, double seconds, ByteRate rate);
    void end(const TuningTrial &trial);

    const QList<TuningTrial> &trials() const { return m_trials; }
    bool isRunning(int row) const { return m_running && row == m_trials.size() - 1; }
    /// Row of the fastest trial that counts; -1: none yet.
    int best() const;
    /// Rate of the present settings; 0 until it is known.
    ByteRate presentRate() const;

    /// "4 files × 8 parts of 16 MiB", or that they are left as they are.
    static QString settingsText(const std::optional<TunedSettings> &settings);

private:
    QList<TuningTrial> m_trials;
    bool m_running = false;
};

} // namespace millrace
