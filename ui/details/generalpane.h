// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfers/transferrow.h"

#include <QScrollArea>

class QFormLayout;
class QLabel;

namespace millrace {

/// The facts of a transfer in words.
class GeneralPane : public QScrollArea
{
    Q_OBJECT
public:
    explicit GeneralPane(QWidget *parent = nullptr);
    void setRow(const TransferRow *row); ///< null: nothing is selected

private:
    enum Fact { Source, Target, Connection, State, Reason, Bytes, Moved, Files, Parts, Retries, Time, Mean, Limit, FactCount };
    QLabel *addFact(QFormLayout *form, Fact fact, const QString &title);
    QLabel *m_facts[FactCount] = {};
    QWidget *m_body;
    QWidget *m_empty;
    class QLabel *m_reasonTitle = nullptr;
    class QLabel *m_limitTitle = nullptr;
};

} // namespace millrace
