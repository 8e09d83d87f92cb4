"""Writes a clean synthetic export: synthetic_export.py DIRECTORY CONTACTS TRANSACTION_ROWS."""

import datetime
import pathlib
import random
import sys

directory, contacts, rows = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
directory.mkdir(parents=True, exist_ok=True)
random.seed(7)
start = datetime.datetime(2021, 1, 1, 9)


def stamp(hours):
    return (start + datetime.timedelta(hours=hours)).strftime("%Y-%m-%d %H:%M:%S")


def email(i):
    return f"person{i}@mail{i % 10}.example.org"


with open(directory / "contacts_kartra_01-02-2026_697f1e00a1b2c.csv", "w") as out:
    out.write(
        "id,first_name,last_name,email,phone,phone_country_code,company,city,country,date_joined,tags,lists,"
        "GDPR Status,GDPR Status Date,favourite_colour,notes\n"
    )
    for i in range(1, contacts + 1):
        company = f"Company {1 + i % max(1, contacts // 20)} Ltd" if random.randrange(3) == 0 else ""
        colour = "green" if i % 2 else "blue"
        note = "met at fair" if i % 50 == 0 else ""
        out.write(
            f"{1000 + i},First{i},Last{i},{email(i)},2025550{i % 1000:03d},+1,{company},Springfield,United States,"
            f'{stamp(i)},"tag{i % 7},customer",list{i % 3},2,2022-02-02 10:00:00,{colour},{note}\n'
        )

with open(directory / "transactions.csv", "w") as out:
    out.write(
        "ID,Transaction_Type,Date,Product,Price_point,Quantity,Buyer_Name,Buyer_Email,Amount (USD),Revenue (USD),"
        "Processor,Processor_transaction_id,subscription_id,lead_id,Trial,Subscription_payment_number\n"
    )
    subscriptions = {}
    for i in range(1, rows + 1):
        buyer, number, dice = 1 + i % contacts, 50000 + i, random.random()
        subscription = subscriptions.get(buyer, "N/A")
        if dice < 0.45:
            kind, subscription = "Sale", "N/A"
        elif dice < 0.55:
            kind, subscription = "Sale", str(9000 + i)
            subscriptions[buyer] = subscription
        elif dice < 0.75:
            kind = "Rebill"
        elif dice < 0.85:
            kind = "Failed"
        elif dice < 0.92:
            kind = "Cancellation"
        else:
            kind, subscription = "Refund", "N/A"
        amount = f"{10 + i % 90}.50"
        out.write(
            f"{number},{kind},{stamp(240 + i)},Course {i % 5},1,1,First{buyer} Last{buyer},{email(buyer)},{amount},"
            f"{amount},Stripe,ch_{number},{subscription},{1000 + buyer},No,\n"
        )
