"""A sweep every night in Airflow, through spark-submit on a cluster.

A start continues what is not complete and stops at its deadline with 0, so the task may be cleared,
retried or started by hand at any time. 75 (another start is still at work) skips the task.
"""

from datetime import datetime, timedelta

from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG(
    dag_id="basin",
    schedule="15 1 * * *",
    start_date=datetime(2026, 11, 22),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "retry_delay": timedelta(minutes=5)},
) as dag:
    BashOperator(
        task_id="slider_space",
        # Airflow reads double braces; the single ones of {date} reach Basin.
        bash_command=(
            "cd /opt/basin && spark-submit --master spark://spark:7077"
            " --class org.basin.cli.Main target/basin.jar"
            " run jobs/xor-slider-space.yaml 'output.path=hdfs:///basin/{date}'"
            " --deadline 2h --block-timeout 10m --no-answer"
        ),
        skip_on_exit_code=75,
        execution_timeout=timedelta(hours=3),
    )
